"""The one list of facets. To add a facet, add it here; ``docs/search.md`` shows how."""

from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from common import formatting
from common.choices import Connectivity
from common.partial_dates import year_of
from common.vocabulary import BENEFICIARIES, LEVELS, SDGS, SECTORS, SERVICE_MODES, UNIT_TYPES
from innovations import rules
from innovations.choices import CostBand
from innovations.models import Award, InnovationPage
from search.facets.kinds import (
    UNKNOWN,
    CodeListFacet,
    Facet,
    HierarchyFacet,
    RankedFacet,
    Record,
    YearFacet,
    yes_no,
)
from search.facets.labels import vocabulary_labels
from search.facets.numbers import NumberFacet
from search.facets.regions import region_names


def _of_unit(record: Record, key: str) -> list[str]:
    value = record["unit"].get(key)
    return [value] if value else []


def _awards(record: Record) -> Iterator[str]:
    for award in record.get("awards") or ():
        yield f"{award['scheme']}:{award.get('rank') or ''}"


def _year(record: Record) -> list[str]:
    year = year_of(record.get("started_on") or record.get("seen_on") or "")
    return [str(year)] if year else []


def _or_unknown(record: Record, key: str) -> list[str]:
    return [record.get(key) or UNKNOWN]


def _cost(record: Record) -> tuple[int | None, int | None]:
    cost = record.get("cost") or {}
    return cost.get("setup_idr"), cost.get("yearly_idr")


def _cost_band(record: Record) -> list[str]:
    return [rules.cost_band(*_cost(record)) or UNKNOWN]


def _known(value: Any) -> list[Any]:
    return [] if value is None else [value]


def _cost_bands() -> dict[str, Any]:
    return {**dict(CostBand.choices), UNKNOWN: _("Not known")}


def _codes(record: Record, key: str) -> list[str]:
    return [str(code) for code in record.get(key) or ()]


_FACETS: Final[tuple[Facet, ...]] = (
    CodeListFacet("sector", _("Sector"), lambda record: _codes(record, "sectors"), vocabulary_labels(SECTORS)),
    CodeListFacet(
        "service_mode",
        _("How it reaches people"),
        lambda record: _codes(record, "service_modes"),
        vocabulary_labels(SERVICE_MODES),
    ),
    CodeListFacet(
        "unit_type", _("Kind of unit"), lambda record: _of_unit(record, "type"), vocabulary_labels(UNIT_TYPES)
    ),
    CodeListFacet(
        "level",
        _("Level of government"),
        lambda record: _of_unit(record, "level"),
        vocabulary_labels(LEVELS),
        in_list_order=True,
    ),
    HierarchyFacet(
        "region",
        _("Region"),
        lambda record: _of_unit(record, "region"),
        region_names,
        parent_length=2,
        pattern=r"^[0-9]{2}(\.[0-9]{2})?$",
    ),
    CodeListFacet(
        "beneficiary",
        _("For whom"),
        lambda record: _codes(record, "beneficiaries"),
        vocabulary_labels(BENEFICIARIES),
    ),
    CodeListFacet("sdg", _("SDG"), lambda record: _codes(record, "sdgs"), vocabulary_labels(SDGS), in_list_order=True),
    RankedFacet("award", _("Award"), _awards, lambda: dict(Award.Scheme.choices)),
    CodeListFacet(
        "stage",
        _("Stage"),
        lambda record: [record["stage"]] if record.get("stage") else [],
        lambda: dict(InnovationPage.Stage.choices),
        in_list_order=True,
    ),
    CodeListFacet(
        "status",
        _("Status"),
        lambda record: _or_unknown(record, "status"),
        lambda: dict(InnovationPage.Status.choices),
        in_list_order=True,
    ),
    CodeListFacet("cost_band", _("Cost in the first year"), _cost_band, _cost_bands, in_list_order=True),
    NumberFacet(
        "cost_max",
        _("Cost in the first year at most"),
        lambda record: _known(rules.first_year_cost(*_cost(record))),
        number="cost",
        end="highest",
        hint=_("In rupiah, such as 50 million"),
        show=lambda value: _("at most %s") % formatting.rupiah(int(value)),
    ),
    NumberFacet(
        "staff_max",
        _("People needed at most"),
        lambda record: _known(record.get("staff")),
        number="staff",
        end="highest",
        hint=_("Number of people"),
        show=lambda value: _("at most %s people") % formatting.number(value),
    ),
    yes_no("digital", _("Software"), lambda record: record.get("digital"), _("Needs software"), _("No software")),
    CodeListFacet(
        "connectivity",
        _("Connection needed"),
        lambda record: _or_unknown(record, "connectivity"),
        lambda: dict(Connectivity.choices),
        in_list_order=True,
    ),
    YearFacet("year", _("Year"), _year),
)

BY_KEY: Final = {facet.key: facet for facet in _FACETS}
FACETS: Final = BY_KEY.values()
