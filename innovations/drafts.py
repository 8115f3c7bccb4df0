"""The latest texts of many cases, read together."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Model, prefetch_related_objects
from wagtail.models import Revision

from innovations.models import InnovationPage
from innovations.models.parts import FILES
from innovations.record import CODE_LISTS, PART_MODELS, term_model

Content = Mapping[str, Any]
Terms = Mapping[str, Mapping[Any, Model]]


def latest_drafts(pages: Collection[InnovationPage]) -> list[InnovationPage]:
    """Return the cases, in their order, as their latest revisions have them: for reading, not for saving.

    Nine queries however many cases, where ``get_latest_revision_as_object`` makes about
    fifteen for each. Their units are those of ``pages``; what has no revision is returned as it is.
    """
    numbers = [page.latest_revision_id for page in pages]
    contents = dict(Revision.objects.filter(pk__in=numbers).values_list("pk", "content"))
    terms = {name: _terms(name, contents.values()) for name in CODE_LISTS}
    drafts = {
        page.pk: _draft(page, contents[page.latest_revision_id], terms)
        for page in pages
        if page.latest_revision_id in contents
    }
    prefetch_related_objects(list(drafts.values()), "replicates")
    for part, (field, model) in FILES.items():
        _attach_files(drafts.values(), part, field, model)
    return [drafts.get(page.pk, page) for page in pages]


def _terms(name: str, contents: Collection[Content]) -> dict[Any, Model]:
    return term_model(name)._default_manager.in_bulk({key for content in contents for key in content[name]})


def _draft(page: InnovationPage, content: Content, terms: Terms) -> InnovationPage:
    # Neither comments nor lists: each list would cost a query.
    plain = {key: value for key, value in content.items() if key not in CODE_LISTS and not isinstance(value, list)}
    parts = {name: content[name] for name in PART_MODELS}
    draft = InnovationPage.from_serializable_data(plain | parts, check_fks=False)
    draft.unit = page.unit
    for name in CODE_LISTS:
        setattr(draft, name, [terms[name][key] for key in content[name] if key in terms[name]])
    return draft


def _attach_files(drafts: Collection[InnovationPage], part: str, field: str, model: type[Model]) -> None:
    """Put the files beside the rows that show them, and leave out rows whose file is gone."""
    rows = {draft: list(getattr(draft, part).all()) for draft in drafts}
    files = model._default_manager.in_bulk({getattr(row, f"{field}_id") for some in rows.values() for row in some})
    for draft, some in rows.items():
        kept = [row for row in some if getattr(row, f"{field}_id") in files]
        for row in kept:
            setattr(row, field, files[getattr(row, f"{field}_id")])
        setattr(draft, part, kept)
