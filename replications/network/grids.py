"""The tables of the network page in words: what is shown, where each number leads, what is downloaded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import formatting
from common.tables import Column, Table
from common.vocabulary import SECTORS
from innovations.models import InnovationPage
from replications.choices import REACHED
from replications.models import Replication, RoleModel
from replications.network.listing import UNKNOWN
from replications.network.sums import Sums
from replications.rules import FEWEST, FunnelStep, Spread, State
from units.models import ServiceUnit

TITLES: Final[dict[str, str | Promise]] = {
    "alur": gettext_lazy("From interest to results"),
    "provinsi": gettext_lazy("Units that copy, by province"),
    "sektor": gettext_lazy("Sectors and provinces"),
    "praktik": gettext_lazy("Most widely copied innovations"),
    "unit": gettext_lazy("Units that pass their practice on"),
    "hambatan": gettext_lazy("Obstacles named"),
    "perlu-konfirmasi": gettext_lazy("Innovations to be confirmed"),
    "replikasi": gettext_lazy("Replications"),
}
"""The tables, by the word in their addresses."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table says at one place: words, a number, or None for what is not known; and where it leads."""

    value: str | float | None
    url: str = ""
    example: bool = False

    @property
    def is_number(self) -> bool:
        """Say whether it stands at the right."""
        return isinstance(self.value, int | float)

    @property
    def text(self) -> str:
        """Return it as the reader writes it."""
        return self.value if isinstance(self.value, str) else formatting.number(self.value)


@dataclass(frozen=True)
class Grid:
    """A table: its headings and its rows; the first cell of a row names it."""

    key: str
    headings: list[str]
    rows: list[list[Cell]]

    @property
    def title(self) -> str:
        """Return what the table is called."""
        return str(TITLES[self.key])

    @property
    def heads(self) -> list[tuple[str, bool]]:
        """Return the headings, and whether numbers stand under them."""
        numbers = [any(row[column].is_number for row in self.rows) for column in range(len(self.headings))]
        return list(zip(self.headings, numbers, strict=True))

    @property
    def labelled(self) -> list[list[tuple[str, bool, Cell]]]:
        """Return the rows; with each cell what ``heads`` says of its column."""
        heads = self.heads
        return [[(*head, cell) for head, cell in zip(heads, row, strict=True)] for row in self.rows]

    @property
    def table(self) -> Table[list[Cell]]:
        """Return it as a table to download."""
        columns = [Column(heading, _value_at(number)) for number, heading in enumerate(self.headings)]
        return Table(self.title, columns, self.rows)


def _value_at(number: int) -> Any:
    cell = itemgetter(number)
    return lambda row: cell(row).text if cell(row).value is None else cell(row).value


def address(name: str, *, example: bool, **filters: object) -> str:
    """Return an address of the network, of the made-up replications where ``example``."""
    query = urlencode({**filters, **({"example": 1} if example else {})})
    return f"{reverse(name)}?{query}" if query else reverse(name)


def listed_at(sums: Sums, **filters: object) -> str:
    """Return the address of the replications behind a number."""
    return address("network_replications", example=sums.example, **filters)


def funnel_grid(sums: Sums) -> Grid:
    """Return how many came how far, how long each step took, and how many went another way."""
    further = {
        State.AGREED: {},
        State.IMPLEMENTING: {"reached": "implementing"},
        State.ACHIEVED: {"reached": "achieved"},
    }
    rows = [
        [
            Cell(str(REACHED[step.state])),
            Cell(count_text(step), listed_at(sums, **further[step.state]) if step.exact and step.count else ""),
            Cell(_days_text(step)),
        ]
        for step in sums.steps
    ]
    ways_out = [
        [Cell(_("Declined")), Cell(at_least(sums.declined)), Cell("")],
        [Cell(_("Withdrawn")), Cell(at_least(sums.withdrawn)), Cell("")],
        [Cell(_("Stopped")), _counted(sums.stopped, listed_at(sums, state="stopped")), Cell("")],
    ]
    return Grid("alur", [_("Step"), _("Replications"), _("Median time since the step before")], rows + ways_out)


def _reached(step: FunnelStep) -> dict[str, str]:
    """Return the filter of a step: all that can be listed were agreed."""
    return {} if step.state is State.AGREED else {"reached": step.state.value}


def count_text(step: FunnelStep) -> str | int:
    """Return the count of a step as it may be told: a number, or at least so many in words."""
    return step.count if step.exact else at_least(step.count)


def at_least(count: int) -> str:
    """Return a number that was rounded down, in words."""
    if count == 0:
        return _("fewer than %(number)s") % {"number": FEWEST}
    return _("at least %(number)s") % {"number": formatting.number(count)}


def _days_text(step: FunnelStep) -> str:
    if step.state is State.INTEREST:
        return ""
    if step.days is None:
        return _("too few to tell")
    return _("%(number)s days") % {"number": formatting.number(step.days, 0)}


def provinces_grid(sums: Sums, names: dict[str, str]) -> Grid:
    """Return what each province copies, and what units copy whose region is not known."""
    unknown = {"": _("Region not yet known")} if "" in sums.provinces else {}
    # Those that copy come with the most first, then those that do not.
    names = {code: (names | unknown)[code] for code in [*sums.provinces, *names]}
    rows = []
    for code, name in names.items():
        found = sums.provinces.get(code, Spread(code, 0, 0, 0, 0))
        here = {"region": code or UNKNOWN}
        rows.append(
            [
                Cell(name),
                _counted(found.units, listed_at(sums, **here)),
                _counted(found.replications, listed_at(sums, **here)),
                _counted(found.achieved, listed_at(sums, **here, reached="achieved")),
            ]
        )
    return Grid("provinsi", [_("Province"), _("Units that copy"), _("Replications"), _("With results")], rows)


def matrix_grid(sums: Sums, names: dict[str, str]) -> Grid:
    """Return the replications of each sector that has innovations, by province, and in how many there is none."""
    rows = []
    for code in SECTORS:
        if code not in sums.sectors:
            continue
        counts = {province: sums.matrix.get((code, province), 0) for province in names}
        cells = [_counted(count, listed_at(sums, sector=code, region=at)) for at, count in counts.items()]
        empty = sum(count == 0 for count in counts.values())
        rows.append([Cell(SECTORS.label(code), f"{reverse('sector', args=[code])}"), Cell(empty), *cells])
    return Grid("sektor", [_("Sector"), _("Provinces without"), *names.values()], rows)


def practices_grid(sums: Sums, leading: Sequence[Spread], cases: Mapping[Any, InnovationPage]) -> Grid:
    """Return the cases that most units copy."""
    rows = [
        [
            _case(cases[one.key]),
            Cell(cases[one.key].unit.name),
            _counted(one.units, listed_at(sums, case=one.key)),
            _counted(one.achieved, listed_at(sums, case=one.key, reached="achieved")),
            _counted(one.named, reverse("case_copies", args=[one.key])),
        ]
        for one in leading
    ]
    headings = [_("Innovation"), _("Unit"), _("Units that copy"), _("With results"), _("Named in other innovations")]
    return Grid("praktik", headings, rows)


def units_grid(
    sums: Sums, leading: Sequence[Spread], units: Mapping[Any, ServiceUnit], fields: Mapping[int, list[RoleModel]]
) -> Grid:
    """Return the units whose cases reached most others, and in which ``fields`` they are role models today."""
    rows = [
        [
            _unit(units[one.key]),
            Cell(", ".join(str(role_model.sector) for role_model in fields.get(one.key, ()))),
            _counted(one.units, listed_at(sums, source=one.key)),
            Cell(one.cases),
            _counted(one.achieved, listed_at(sums, source=one.key, reached="achieved")),
        ]
        for one in leading
    ]
    headings = [_("Unit"), _("Role model for"), _("Units reached"), _("Innovations copied"), _("With results")]
    return Grid("unit", headings, rows)


def obstacles_grid(sums: Sums) -> Grid:
    """Return what stood in the way, the most named first."""
    rows = [
        [Cell(obstacle_label(code)), _counted(count, listed_at(sums, obstacle=code))] for code, count in sums.obstacles
    ]
    return Grid("hambatan", [_("Obstacle"), _("Replications that name it")], rows)


def obstacle_label(code: str) -> str:
    """Return the word for an obstacle."""
    return str(Replication.Obstacle(code).label)


def overdue_grid(cases: Iterable[InnovationPage]) -> Grid:
    """Return the cases that nobody has confirmed for long."""
    rows = [
        [
            _case(case),
            Cell(case.unit.name),
            Cell(formatting.partial_date(case.confirmed_on) if case.confirmed_on else _("never confirmed here")),
            _day(case.first_published_at),
        ]
        for case in cases
    ]
    return Grid("perlu-konfirmasi", [_("Innovation"), _("Unit"), _("Last confirmed"), _("First published")], rows)


def replications_grid(rows: Iterable[Replication]) -> Grid:
    """Return replications one by one; only public ones may be given."""
    told = [
        [
            _case(one.case),
            _unit(one.case.unit),
            _unit(one.unit),
            Cell(one.unit.region.name if one.unit.region else None),
            Cell(one.get_state_display()),
            _day(one.agreed_at),
        ]
        for one in rows
    ]
    headings = [_("Innovation"), _("Source unit"), _("Unit that copies"), _("Region"), _("State"), _("Agreed on")]
    return Grid("replikasi", headings, told)


def _counted(count: int, url: str) -> Cell:
    """Return a number that leads to what it counts; nothing leads nowhere."""
    return Cell(count, url if count else "")


def _case(case: InnovationPage) -> Cell:
    return Cell(case.title, case.get_url() or "", case.example)


def _unit(unit: ServiceUnit) -> Cell:
    return Cell(unit.name, unit.page.get_url() or "", unit.example)


def _day(moment: Any) -> Cell:
    return Cell(formatting.date(timezone.localtime(moment).date()) if moment else None)
