"""The statistics of a round: the funnel from begun entries to the lists, in all and by what entries are about."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.formatting import number
from common.tables import Column, Table
from common.vocabulary import SECTORS
from innovations.models import InnovationPage
from replications.network.charts import Bars, bar_chart
from selections.models import Entry, Placement, SelectionRound
from selections.rules.entries import EntryState
from selections.rules.funnel import CountedEntry, Funnel, Step, funnel, funnels_by
from selections.rules.rulebook import Rulebook
from units.models.regions import PROVINCE_CODE_LENGTH
from units.tile_map import province_names

STEPS: Final[dict[Step, Any]] = {
    Step.STARTED: gettext_lazy("Begun"),
    Step.PROPOSED: gettext_lazy("Passed to the local admin"),
    Step.SUBMITTED: gettext_lazy("Submitted"),
    Step.ADMITTED: gettext_lazy("Admitted"),
}

DIMENSIONS: Final[dict[str, Any]] = {
    "provinsi": gettext_lazy("By province"),
    "sektor": gettext_lazy("By sector"),
    "kelompok": gettext_lazy("By group"),
    "kategori": gettext_lazy("By category"),
}
"""By what entries are counted, by the word in the address of the table."""


@dataclass(frozen=True)
class CountRow:
    """How many entries of one kind came how far, in the order of the headings."""

    code: str
    label: str
    counts: Sequence[int]


@dataclass(frozen=True)
class CountTable:
    """The counts of one dimension."""

    key: str
    title: str
    headings: Sequence[str]
    rows: Sequence[CountRow]

    @property
    def labelled(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """Return the rows; with each count the heading above it."""
        return [(row.label, list(zip(self.headings, row.counts, strict=True))) for row in self.rows]

    @property
    def download(self) -> Table[CountRow]:
        """Return it as a table to download."""
        counts = [Column(heading, _count_at(at)) for at, heading in enumerate(self.headings)]
        names: list[Column[CountRow]] = [
            Column(self.title, lambda row: row.label),
            Column(_("Code"), lambda row: row.code),
        ]
        return Table(self.title, [*names, *counts], self.rows, frozen=2)


@dataclass(frozen=True)
class Statistics:
    """All counts of a round; ``stages`` are codes and headings of the steps and the lists."""

    stages: Mapping[str, str]
    total: Funnel
    tables: Mapping[str, CountTable]

    @property
    def chart(self) -> Bars | None:
        """Return the funnel as bars; None where no entry was begun."""
        return bar_chart(
            (label, number(self.total.of(code)), self.total.of(code)) for code, label in self.stages.items()
        )

    @property
    def lines(self) -> list[tuple[str, int]]:
        """Return the funnel as lines of a table."""
        return [(label, self.total.of(code)) for code, label in self.stages.items()]

    @property
    def data(self) -> dict[str, Any]:
        """Return all counts as JSON: steps and lists by their codes."""

        def counted(counts: Sequence[int]) -> dict[str, int]:
            return dict(zip(self.stages, counts, strict=True))

        return {
            "stages": dict(self.stages),
            "total": {code: self.total.of(code) for code in self.stages},
            "tables": {
                key: [{"code": row.code, "label": row.label, **counted(row.counts)} for row in table.rows]
                for key, table in self.tables.items()
            },
        }


def statistics_of(selection_round: SelectionRound) -> Statistics:
    """Return the statistics of a round: four queries, however many entries there are."""
    rulebook = selection_round.rulebook
    entries = _entries(selection_round)
    published = {code for entry in entries for code in entry.lists}
    lists = {cut.code: cut.name for cut in rulebook.cuts if cut.code in published}
    stages = {step.value: str(words) for step, words in STEPS.items()} | lists
    labels = _labels(rulebook)
    return Statistics(
        stages,
        funnel(entries),
        {
            key: CountTable(
                key,
                str(title),
                list(stages.values()),
                [
                    CountRow(
                        code, labels[key].get(code, code) or _("not yet known"), [one.of(stage) for stage in stages]
                    )
                    for code, one in funnels_by(key, entries).items()
                ],
            )
            for key, title in DIMENSIONS.items()
        },
    )


def _entries(selection_round: SelectionRound) -> list[CountedEntry]:
    entries = Entry.objects.filter(round=selection_round).order_by()
    sectors: defaultdict[int, list[str]] = defaultdict(list)
    links = InnovationPage.sectors.through.objects.filter(innovationpage__in=entries.values("case"))
    for case, code in links.values_list("innovationpage", "sector"):
        sectors[case].append(code)
    lists: defaultdict[int, list[str]] = defaultdict(list)
    for entry, cut in Placement.objects.filter(entry__round=selection_round).order_by().values_list("entry", "cut"):
        lists[entry].append(cut)
    rows = entries.values_list("pk", "state", "case", "unit__region", "group", "category")
    return [
        CountedEntry(
            EntryState(state),
            {
                "provinsi": [(region or "")[:PROVINCE_CODE_LENGTH]],
                "sektor": sectors[case],
                "kelompok": [group],
                "kategori": [category],
            },
            lists[key],
        )
        for key, state, case, region, group, category in rows
    ]


def _labels(rulebook: Rulebook) -> dict[str, dict[str, str]]:
    return {
        "provinsi": province_names(),
        "sektor": {code: SECTORS.label(code) for code in SECTORS},
        "kelompok": {group.code: group.name for group in rulebook.groups},
        "kategori": {category.code: category.name for category in rulebook.categories},
    }


def _count_at(at: int) -> Any:
    return lambda row: row.counts[at]
