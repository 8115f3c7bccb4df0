"""The replications behind a number: those that everyone may see, narrowed by what the address says."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.keys import is_key
from common.vocabulary import SECTORS
from innovations.models import InnovationPage
from replications.choices import REACHED, STATES
from replications.models import Replication
from replications.rules import PUBLIC, State
from units.models import Region, ServiceUnit

Rows = QuerySet[Replication]

UNKNOWN = "unknown"

OF_CASE = ("title", "url_path", "path", "depth", "locale", "content_type", "example", "unit__name")
_SHOWN = (
    *("state", "agreed_at", *(f"case__{name}" for name in OF_CASE)),
    *("case__unit__example", "case__unit__page__url_path"),
    *("unit__name", "unit__example", "unit__page__url_path", "unit__region__name"),
)
_REGION = re.compile(r"[0-9]{2}(\.[0-9]{2})?")
_DATES = {State.IMPLEMENTING: "started_on", State.ACHIEVED: "achieved_at"}


@dataclass(frozen=True)
class Filter:
    """One way to narrow the list: which replications a value means, and what it is called.

    ``label`` returns None where there is no such value.
    """

    key: str
    heading: str | Promise
    condition: Callable[[str], Q]
    label: Callable[[Rows, str], str | None]


@dataclass(frozen=True)
class Chosen:
    """A filter that the address names."""

    key: str
    heading: str
    value: str
    label: str


def _state(_rows: Rows, value: str) -> str | None:
    return str(STATES[State(value)]) if value in PUBLIC else None


def _reached(_rows: Rows, value: str) -> str | None:
    return str(REACHED[State(value)]) if value in _DATES else None


def _sector(_rows: Rows, value: str) -> str | None:
    return SECTORS.label(value) if value in SECTORS else None


def _region(_rows: Rows, value: str) -> str | None:
    if value == UNKNOWN:
        return _("not yet known")
    known = Region.objects.filter(code=value) if _REGION.fullmatch(value) else Region.objects.none()
    return known.values_list("name", flat=True).first()


def _obstacle(_rows: Rows, value: str) -> str | None:
    return str(dict(Replication.Obstacle.choices).get(value, "")) or None


def _first(field: str, name: str) -> Callable[[Rows, str], str | None]:
    """Return what names a case or unit by its key, as long as a public replication has it."""

    def label(public: Rows, value: str) -> str | None:
        rows = public.filter(**{field: int(value)}) if is_key(value) else public.none()
        found: str | None = rows.values_list(name, flat=True).first()
        return found

    return label


def _in_region(value: str) -> Q:
    if value == UNKNOWN:
        return Q(unit__region=None)
    return Q(unit__region=value) | Q(unit__region__parent=value)


FILTERS = (
    Filter("state", gettext_lazy("State"), lambda value: Q(state=value), _state),
    Filter(
        "reached",
        gettext_lazy("Has reached"),
        lambda value: Q(**{f"{_DATES[State(value)]}__isnull": False}),
        _reached,
    ),
    Filter("sector", gettext_lazy("Sector"), lambda value: Q(case__sectors=value), _sector),
    Filter("region", gettext_lazy("Region of the unit that copies"), _in_region, _region),
    Filter("case", gettext_lazy("Innovation"), lambda value: Q(case=int(value)), _first("case", "case__title")),
    Filter(
        "source",
        gettext_lazy("Source unit"),
        lambda value: Q(case__unit=int(value)),
        _first("case__unit", "case__unit__name"),
    ),
    Filter("unit", gettext_lazy("Unit that copies"), lambda value: Q(unit=int(value)), _first("unit", "unit__name")),
    # No database that we use finds an element of a list in the same way; the text of the list is the same in all.
    Filter("obstacle", gettext_lazy("Obstacle"), lambda value: Q(named__contains=f'"{value}"'), _obstacle),
)


def chosen(public: Rows, parameters: Mapping[str, Any]) -> list[Chosen]:
    """Return the filters that an address names: a query for each that is a case, a unit or a region.

    Raises Http404 for a value that there is not.
    """
    found = []
    for one in FILTERS:
        value = parameters.get(one.key, "")
        if not value:
            continue
        label = one.label(public, value)
        if label is None:
            raise Http404(_("No replication is known for “%(value)s”.") % {"value": value})
        found.append(Chosen(one.key, str(one.heading), value, label))
    return found


def listed(public: Rows, filters: list[Chosen]) -> Rows:
    """Return the replications that all filters mean, the newest agreement first."""
    rows = public.annotate(named=Cast("obstacles", TextField()))
    conditions = {one.key: one.condition for one in FILTERS}
    for one in filters:
        rows = rows.filter(conditions[one.key](one.value))
    return rows.order_by("-agreed_at", "-pk")


def with_places(rows: Rows) -> list[Replication]:
    """Return replications in their order with what a list shows of them: two queries.

    The keys are chosen first: to sort whole rows with all that hangs on them takes ten times as long.
    """
    keys = list(rows.values_list("pk", flat=True))
    related = Replication.objects.select_related("case__unit__page", "unit__page", "unit__region")
    found = related.only(*_SHOWN).in_bulk(keys)
    return [found[key] for key in keys]


def copying_units(rows: Rows) -> int:
    """Return how many units the replications are of: one query."""
    return ServiceUnit.objects.filter(pk__in=rows.order_by().values("unit")).count()


def cases_by_key(keys: Collection[int]) -> Mapping[int, InnovationPage]:
    """Return what tables show of cases, by key: one query for a thousand."""
    return InnovationPage.objects.select_related("unit").only(*OF_CASE).in_bulk(keys)


def units_by_key(keys: Collection[int]) -> Mapping[int, ServiceUnit]:
    """Return what tables show of units, by key: one query for a thousand."""
    return ServiceUnit.objects.select_related("page").in_bulk(keys)
