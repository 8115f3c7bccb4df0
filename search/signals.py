"""Which changes make an outbox row: everything that alters what a case's document says.

``post_save`` and ``post_delete`` run inside the transaction of the change, which the
signals of publishing, moving and changing a slug do not (see ``docs/search.md``). A move
saves the page as a plain ``Page``, so that class is listened to as well.
"""

from typing import Any

from django.db.models import Model, Q, QuerySet
from django.db.models.signals import ModelSignal, m2m_changed, post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction

from innovations.models import InnovationPage, Tag
from innovations.signals import cases_changed
from replications.models import Question, Replication, RoleModel
from replications.rules import PUBLIC
from search import outbox
from units.models import Agency, AgencyPage, Region, ServiceUnit, UnitIndexPage, UnitPage

Cases = QuerySet[InnovationPage]

# What saving a draft writes to the page's row. None of it is public, and autosave saves often.
_OF_DRAFTS = frozenset({"draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at"})

_PLACES: tuple[type[Page], ...] = (Page, UnitIndexPage, AgencyPage, UnitPage)


def connect() -> None:
    """Connect the outbox to every model whose change shows in a case's document."""
    _listen(pre_save, InnovationPage, _original_changes)
    _listen(post_save, InnovationPage, _case_changed)
    _listen(post_delete, InnovationPage, _case_changed)
    cases_changed.connect(_cases_changed, dispatch_uid="search.bulk")
    _listen(post_save, Replication, _copy_changed)
    _listen(post_delete, Replication, _copy_changed)
    _listen(post_save, Question, _thread_changed)
    _listen(post_delete, Question, _thread_changed)
    _listen(post_save, RoleModel, _role_model_changed)
    _listen(post_delete, RoleModel, _role_model_changed)
    for place in _PLACES:
        _listen(post_save, place, _place_changed)
    for described in (ServiceUnit, Agency, Region, Tag):
        _listen(post_save, described, _description_changed)
    _listen(pre_delete, Tag, _description_changed)
    _listen(post_save, PageViewRestriction, _privacy_changed)
    _listen(post_delete, PageViewRestriction, _privacy_changed)
    _listen(m2m_changed, PageViewRestriction.groups.through, _privacy_changed)


def _listen(signal: ModelSignal, sender: type[Model], receiver: Any) -> None:
    signal.connect(receiver, sender=sender, dispatch_uid=f"search.{sender.__name__}")


def _record(cases: Cases, *, bulk: bool = False) -> None:
    """Store rows for the cases, and for those that they copy: how often a case was copied is told there."""
    rows = cases.order_by("pk").values_list("pk", "replicates")
    outbox.record((key for row in rows for key in row if key is not None), bulk=bulk)


def _of_public(update_fields: frozenset[str] | None) -> bool:
    return update_fields is None or not update_fields <= _OF_DRAFTS


def _original_changes(instance: InnovationPage, update_fields: frozenset[str] | None = None, **_signal: Any) -> None:
    """Note the case that a page no longer copies: once it is saved, nobody can tell."""
    if instance.pk and _of_public(update_fields):
        before = InnovationPage.objects.filter(pk=instance.pk, replicates__isnull=False)
        originals = filter(None, before.values_list("replicates", flat=True))
        outbox.record(original for original in originals if original != instance.replicates_id)


def _case_changed(instance: InnovationPage, update_fields: frozenset[str] | None = None, **_signal: Any) -> None:
    if _of_public(update_fields):
        outbox.record(key for key in (instance.pk, instance.replicates_id) if key is not None)


def _cases_changed(page_ids: list[int], **_signal: Any) -> None:
    _record(InnovationPage.objects.filter(pk__in=page_ids), bulk=True)


def _copy_changed(instance: Replication, **_signal: Any) -> None:
    """Note the case of a copy that everyone may see; none that is public becomes private again."""
    if instance.state in PUBLIC:
        outbox.record([instance.case_id])


def _thread_changed(instance: Question, **_signal: Any) -> None:
    """Note the case of a thread: whatever changes in one, its question is saved."""
    outbox.record([instance.case_id])


def _role_model_changed(instance: RoleModel, **_signal: Any) -> None:
    outbox.record(InnovationPage.objects.filter(unit=instance.unit_id).values_list("pk", flat=True))


def _place_changed(instance: Page, *, created: bool, **_signal: Any) -> None:
    if not created:
        _record(InnovationPage.objects.descendant_of(instance, inclusive=True))


def _privacy_changed(instance: PageViewRestriction, **_signal: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        _record(InnovationPage.objects.descendant_of(page, inclusive=True))


def _description_changed(instance: Model, **_signal: Any) -> None:
    described = {
        ServiceUnit: Q(unit=instance.pk),
        Agency: Q(unit__agency=instance.pk),
        Region: Q(unit__region=instance.pk) | Q(unit__region__parent=instance.pk),
        Tag: Q(tags=instance.pk),
    }
    _record(InnovationPage.objects.filter(described[type(instance)]))
