"""What an import does to each record: compares it with the case that is here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from innovations.importing.problems import Entry
from innovations.importing.unit_book import identity_of
from innovations.models import InnovationPage
from innovations.record import record_sha256, to_record, to_records

BATCH = 500


class Step(StrEnum):
    """What is done with a record."""

    CREATE = "create"
    UPDATE = "update"
    NOTHING = "nothing"  # the case is as the record says
    LEAVE = "leave"  # the case was edited here since its last import


@dataclass(frozen=True)
class Decision:
    """A record, what is done with it, and the case that is here already."""

    entry: Entry
    step: Step
    page_id: int | None = None


def content_sha256(record: Mapping[str, Any]) -> str:
    """Return the hash of a record without its unit: the unit's profile is kept elsewhere and changes by itself."""
    return record_sha256({key: value for key, value in record.items() if key != "unit"})


def decide(entries: Sequence[Entry], *, overwrite: bool) -> Iterator[Decision]:
    """Yield what is to be done with each good entry, in their order.

    A case counts as edited where its live text or its newest draft differs from
    what the last import left, where it was taken offline, or where it was never
    imported. About fifteen queries for 500 entries, and two for each case with
    a draft.
    """
    for start in range(0, len(entries), BATCH):
        some = entries[start : start + BATCH]
        present = _present([entry.record["id"] for entry in some])
        for entry in some:
            here = present.get(entry.record["id"])
            if here is None:
                yield Decision(entry, Step.CREATE)
            else:
                yield Decision(entry, _step(entry, here, overwrite=overwrite), here.page.pk)


@dataclass(frozen=True)
class _Present:
    page: InnovationPage
    content: str
    drafted: str | None

    @property
    def edited(self) -> bool:
        imported = getattr(self.page, "imported_record", None)
        if imported is None or not self.page.live:
            return True
        return imported.page_sha256 != self.content or self.drafted not in (None, imported.page_sha256)


def _present(ids: Iterable[str]) -> dict[str, _Present]:
    pages = InnovationPage.objects.filter(record_id__in=ids).select_related(
        "imported_record", "unit", "latest_revision"
    )
    contents = {record["id"]: content_sha256(record) for record in to_records(pages.order_by("pk"))}
    return {page.record_id: _Present(page, contents[page.record_id], _drafted(page)) for page in pages}


def _drafted(page: InnovationPage) -> str | None:
    if page.latest_revision is None or page.latest_revision_id == page.live_revision_id:
        return None
    return content_sha256(to_record(page.latest_revision.as_object()))


def _step(entry: Entry, here: _Present, *, overwrite: bool) -> Step:
    same_place = here.page.unit.identity == identity_of(entry.record["unit"])
    same_text = here.content == content_sha256(entry.record) and here.drafted in (None, here.content)
    if same_place and same_text and here.page.live:
        return Step.NOTHING
    if here.edited:
        return Step.UPDATE if overwrite else Step.LEAVE
    if here.page.imported_record.record_sha256 == record_sha256(entry.record):
        return Step.NOTHING
    return Step.UPDATE
