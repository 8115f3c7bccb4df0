"""What the page of a round's result shows, and its lists as tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from common.tables import Column, Table
from innovations.queries import visible_cases
from selections.models import Entry, Freeze, SelectionRound
from selections.results.published import Listed, PublishedList, freezes_of, latest_of_cuts, published_list
from units.models import Region


@dataclass(frozen=True)
class ShownRow:
    """An entry on a list with its region in words; no address where its case is no longer public."""

    entry: Listed
    region: str
    url: str


@dataclass(frozen=True)
class ShownGroup:
    """A group of a list; ``decided`` says that the panel took some entry onto it."""

    name: str
    rows: Sequence[ShownRow]

    @property
    def decided(self) -> bool:
        """Say whether the panel took an entry across the line."""
        return any(row.entry.decision for row in self.rows)


@dataclass(frozen=True)
class ShownList:
    """A list that counts, with those that it replaced."""

    freeze: Freeze
    published: PublishedList
    groups: Sequence[ShownGroup]
    replaced: Sequence[Freeze]


def shown_lists(selection_round: SelectionRound, now: datetime, request: HttpRequest) -> list[ShownList]:
    """Return the lists of a round that count, the newest first: six queries, and one for each not read yet."""
    freezes = freezes_of(selection_round)
    lists = [(freeze, published_list(freeze)) for freeze in latest_of_cuts(freezes)]
    numbers = {number for _freeze, one in lists for number in one.numbers}
    urls = _addresses(selection_round, numbers, now, request)
    names = _region_names()
    return [
        ShownList(
            latest,
            one,
            [
                ShownGroup(
                    group.name,
                    [ShownRow(row, names.get(row.region, ""), urls.get(row.number, "")) for row in group.rows],
                )
                for group in one.groups
                if group.rows
            ],
            [freeze for freeze in freezes if freeze.cut == latest.cut and freeze != latest],
        )
        for latest, one in lists
    ]


def list_table(published: PublishedList) -> Table[tuple[str, Listed]]:
    """Return a list as a table to download: one query."""
    names = _region_names()
    return Table(
        title=published.cut.name,
        columns=[
            Column(_("Group"), lambda row: row[0]),
            Column(_("Place in the ranking"), lambda row: "" if row[1].place is None else row[1].place),
            Column(_("Number"), lambda row: row[1].number),
            Column(_("Innovation"), lambda row: row[1].title),
            Column(_("Case"), lambda row: row[1].case),
            Column(_("Unit"), lambda row: row[1].unit),
            Column(_("Agency"), lambda row: row[1].agency),
            Column(_("Region"), lambda row: names.get(row[1].region, "")),
            Column(_("Code of the region"), lambda row: row[1].region),
            Column(_("Category"), lambda row: row[1].category),
            Column(_("Score"), lambda row: "" if row[1].score is None else float(row[1].score)),
            Column(_("Decision of the panel"), lambda row: row[1].decision),
        ],
        rows=[(group.name, row) for group in published.groups for row in group.rows],
    )


def _addresses(
    selection_round: SelectionRound, numbers: set[int], now: datetime, request: HttpRequest
) -> Mapping[int, str]:
    """Return by the number of an entry where its case is, if everyone may read it: three queries."""
    entries = Entry.objects.filter(round=selection_round, number__in=numbers).values_list("number", "case")
    cases = dict(entries.order_by())
    pages = {page.pk: page for page in visible_cases(now).filter(pk__in=cases.values()).only("title", "url_path")}
    return {number: pages[case].get_url(request) or "" for number, case in cases.items() if case in pages}


def _region_names() -> dict[str, str]:
    return dict(Region.objects.values_list("code", "name"))
