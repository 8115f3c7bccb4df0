"""Who changed a case's text. Kept from the revisions as they are written.

Autosave may overwrite a revision in place, and whoever opened the editor may be
its author without having changed a word: what counts is whether the case record
differs from the one before.
"""

from typing import Any

from django.utils import timezone
from wagtail.models import Revision, get_default_page_content_type

from innovations.models import Contribution, InnovationPage
from innovations.record import canonical_json, to_record


def keep_contribution(sender: type[Revision], instance: Revision, **kwargs: Any) -> None:
    """Note who changed the text, in the transaction of the change (signal: pre_save of a revision)."""
    if instance.user_id is None or instance.base_content_type_id != get_default_page_content_type().pk:
        return
    page = InnovationPage.objects.filter(pk=instance.object_id).first()
    if page is None or not _differs(page, instance):
        return
    Contribution.objects.update_or_create(page=page, user_id=instance.user_id, defaults={"changed_at": timezone.now()})


def _differs(page: InnovationPage, revision: Revision) -> bool:
    before = Revision.objects.filter(pk=page.latest_revision_id).values_list("content", flat=True).first()
    if before is None and not page.live:
        return True
    return _text(page, revision.content) != (_text(page, before) if before else canonical_json(to_record(page)))


def _text(page: InnovationPage, content: dict[str, Any]) -> str:
    return canonical_json(to_record(page.with_content_json(content)))
