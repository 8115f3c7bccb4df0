"""The case record: one case as data, the form in which rooms, files and the API exchange it.

Keys stand in a fixed order; what is unknown is left out. Works on a live page,
on an unsaved one and on a revision's object alike.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Model, QuerySet

from innovations.models import Award, CaseFile, CasePicture, InnovationPage, Outcome, Source
from units.models import ServiceUnit

Record = dict[str, Any]

CODE_LISTS = ("sectors", "sdgs", "service_modes", "beneficiaries", "tags")
PART_MODELS: dict[str, type[Model]] = {
    "outcomes": Outcome,
    "awards": Award,
    "pictures": CasePicture,
    "documents": CaseFile,
    "sources": Source,
}
RELATED = ("unit__agency", "replicates")
# One query for the pages with what is related, and one for each list and model.
QUERIES_A_BATCH = 1 + len(CODE_LISTS) + len(PART_MODELS)

_OUTCOME_KEYS = (
    "indicator",
    "unit",
    "better",
    "baseline",
    "baseline_max",
    "baseline_on",
    "value",
    "value_max",
    "value_on",
    "approximate",
    "scope",
    "period",
    "evidence",
    "source",
)
_FIGURES = frozenset({"baseline", "baseline_max", "value", "value_max"})
_AWARD_KEYS = ("scheme", "name", "year", "rank")
_SOURCE_KEYS = ("title", "url", "published_on", "kind")


@dataclass(frozen=True)
class _Parts:
    """What a record takes from beyond the case's own row."""

    lists: Mapping[str, list[str]]
    rows: Mapping[str, list[Any]]


def to_record(page: InnovationPage) -> Record:
    """Return the case record of a page, a draft or a revision's object."""
    lists = {name: _names(page, name) for name in CODE_LISTS}
    rows = {name: list(getattr(page, name).all()) for name in PART_MODELS}
    return _record(page, _Parts(lists, rows))


def to_records(pages: QuerySet[InnovationPage], batch: int = 500) -> Iterator[Record]:
    """Yield the records of many live pages, in the order of the queryset.

    Costs one query for the keys and ``QUERIES_A_BATCH`` for each batch; memory does
    not grow with the number of pages.
    """
    keys = list(pages.values_list("pk", flat=True))
    for start in range(0, len(keys), batch):
        some = keys[start : start + batch]
        found = InnovationPage.objects.select_related(*RELATED).in_bulk(some)
        yield from records_of([found[key] for key in some])


def records_of(pages: Sequence[InnovationPage]) -> Iterator[Record]:
    """Yield the records of live pages that were read with what is ``RELATED``, in as many queries as a batch needs."""
    keys = [page.pk for page in pages]
    lists = {name: _bulk_names(name, keys) for name in CODE_LISTS}
    rows = {name: _bulk_rows(name, keys) for name in PART_MODELS}
    for page in pages:
        parts = _Parts(
            {name: lists[name].get(page.pk, []) for name in CODE_LISTS},
            {name: rows[name].get(page.pk, []) for name in PART_MODELS},
        )
        yield _record(page, parts)


def canonical_json(record: Mapping[str, Any]) -> str:
    """Return the one text of a record: keys sorted, lists of codes and tags sorted, no spaces.

    The order of codes says nothing, and Wagtail's revisions do not keep it.
    """
    settled = {key: sorted(value) if key in CODE_LISTS else value for key, value in record.items()}
    return json.dumps(settled, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def record_sha256(record: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(record).encode()).hexdigest()


def outcome_of(record: Mapping[str, Any], **values: Any) -> Outcome:
    """Return the unsaved outcome that an entry of a record's ``outcomes`` describes."""
    exactly = {key: Decimal(str(value)) if key in _FIGURES else value for key, value in record.items()}
    return Outcome(**exactly, **values)


def exact(value: Decimal | None) -> int | float | None:
    """Return a figure as JSON writes it: whole numbers without a decimal point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _names(page: InnovationPage, name: str) -> list[str]:
    """Return codes or tag names: of a saved page in the order in which they were given."""
    in_memory = name in getattr(page, "_cluster_related_objects", {})
    if page.pk is None or in_memory:
        return [term.name if name == "tags" else term.pk for term in getattr(page, name).all()]
    return _bulk_names(name, [page.pk]).get(page.pk, [])


def _bulk_names(name: str, keys: Iterable[int]) -> dict[int, list[str]]:
    through = getattr(InnovationPage, name).through
    term = term_column(name)
    column = f"{term}__name" if name == "tags" else f"{term}_id"
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = through.objects.filter(innovationpage__in=keys).order_by("pk")
    for page_id, value in rows.values_list("innovationpage_id", column):
        found[page_id].append(value)
    return found


def term_model(name: str) -> type[Model]:
    """Return what a code list or the tags of a case are rows of."""
    field: Any = InnovationPage._meta.get_field(name)
    model: type[Model] = field.related_model
    return model


def term_column(name: str) -> str:
    """Return the column of a code list's table that names the code (``sector`` for ``sectors``)."""
    field: Any = InnovationPage._meta.get_field(name)
    return str(field.m2m_reverse_field_name())


def _bulk_rows(name: str, keys: Iterable[int]) -> dict[int, list[Any]]:
    rows = PART_MODELS[name]._default_manager.filter(page__in=keys)
    if name == "pictures":
        rows = rows.select_related("image")
    if name == "documents":
        rows = rows.select_related("document")
    found: defaultdict[int, list[Any]] = defaultdict(list)
    row: Any
    for row in rows:
        found[row.page_id].append(row)
    return found


def _record(page: InnovationPage, parts: _Parts) -> Record:
    return _known(
        {
            "id": page.record_id,
            "name": page.title,
            "spelled_out": page.spelled_out,
            "plain_title": page.plain_title,
            "summary": _lines(page.summary),
            "unit": unit_record(page.unit),
            "sections": {key: _lines(text) for key, text in page.sections.items()},
            **{key: getattr(page, key) for key in ("started_on", "seen_on", "confirmed_on", "stage", "status")},
            "status_reason": _lines(page.status_reason),
            **parts.lists,
            "sdgs": [int(code) for code in parts.lists["sdgs"]],
            "digital": page.digital,
            "connectivity": page.connectivity,
            "cost": _known(
                {
                    "setup_idr": page.cost_setup_idr,
                    "yearly_idr": page.cost_yearly_idr,
                    "funding": page.cost_funding,
                    "note": _lines(page.cost_note),
                }
            ),
            "staff": exact(page.staff_needed),
            "outcomes": [_outcome(outcome) for outcome in parts.rows["outcomes"]],
            "awards": [award_record(award) for award in parts.rows["awards"]],
            "replicates": page.replicates.record_id if page.replicates else None,
            "contact": _known({key: getattr(page, f"contact_{key}") for key in ("office", "phone", "email", "url")}),
            "video_url": page.video_url,
            "pictures": [_file(row.image, title=row.title, alt=row.alt) for row in parts.rows["pictures"]],
            "documents": [_file(row.document, title=row.title) for row in parts.rows["documents"]],
            "example": page.example or None,
            "sources": [_taken(source, _SOURCE_KEYS) for source in parts.rows["sources"]],
        }
    )


def unit_record(unit: ServiceUnit) -> Record:
    """Return a unit as the case record names it."""
    return _known(
        {
            "name": unit.name,
            "type": unit.type,
            "level": unit.level,
            "agency": unit.agency.name if unit.agency else None,
            "region": unit.region_id,
        }
    )


def award_record(award: Award) -> Record:
    """Return an award in the words of the case record."""
    return _taken(award, _AWARD_KEYS)


def _outcome(outcome: Outcome) -> Record:
    found = {key: getattr(outcome, key) for key in _OUTCOME_KEYS}
    return _known({key: exact(value) if isinstance(value, Decimal) else value for key, value in found.items()})


def _taken(row: Model, keys: Iterable[str]) -> Record:
    return _known({key: getattr(row, key) for key in keys})


def _file(file: Any, **texts: str) -> Record:
    return _known({"file": file.file.name, "sha256": file.sha256, **texts})


def _known(values: Mapping[str, Any]) -> Record:
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def _lines(text: str) -> str:
    """Return a text with plain line ends: browsers send others."""
    return text.replace("\r\n", "\n")
