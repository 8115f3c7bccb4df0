"""The one list of facets. To add a facet, add it here; ``docs/search.md`` shows how."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from django.db.models.enums import Choices
from django.utils.translation import gettext_lazy as _

from common import formatting
from common.choices import Connectivity
from common.partial_dates import year_of
from common.vocabulary import BENEFICIARIES, LEVELS, SDGS, SECTORS, SERVICE_MODES, UNIT_TYPES
from innovations import rules
from innovations.choices import CostBand
from innovations.models import Award, InnovationPage, Outcome
from search.facets.base import UNKNOWN, Facet, Record
from search.facets.effects import EffectFacet
from search.facets.kinds import CodeListFacet, HierarchyFacet, LeastFacet, RankedFacet, YearFacet, yes_no
from search.facets.moments import MomentFacet
from search.facets.numbers import NumberFacet
from search.facets.readers import Person, ReaderFacet
from search.facets.regions import region_names
from search.like_units import like_mine


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


def _units_alike(person: Person) -> tuple[str, ...]:
    mine = like_mine(person)
    return mine.alike if mine else ()


def _known(value: Any) -> list[Any]:
    return [] if value is None else [value]


def _labels_of(choices: type[Choices], **others: Any) -> Callable[[], Mapping[str, Any]]:
    """Return what gives the labels of an enumeration, which are put into words when they are shown."""
    labels = {**dict(choices.choices), **others}
    return lambda: labels


def _codes(record: Record, key: str) -> list[str]:
    return [str(code) for code in record.get(key) or ()]


_FACETS: Final[tuple[Facet, ...]] = (
    ReaderFacet(
        "like_mine",
        _("For you"),
        lambda record: [str(record["unit_id"])],
        of_reader=_units_alike,
        option=_("From units like mine"),
        hint=_("Alike in kind, level, size, distance, signal, budget and place, as far as these are known of both."),
    ),
    CodeListFacet("sector", _("Sector"), lambda record: _codes(record, "sectors"), SECTORS.labels),
    CodeListFacet(
        "service_mode",
        _("How it reaches people"),
        lambda record: _codes(record, "service_modes"),
        SERVICE_MODES.labels,
    ),
    EffectFacet(
        "effect",
        _("Measured result"),
        lambda record: record.get("results", ()),
        evidence="evidence",
        hint=_(
            "Choose an effect, then by how many per cent it improved at least (points, where figures are percentages)."
        ),
    ),
    LeastFacet(
        "evidence",
        _("Proof of results, at least"),
        lambda record: [outcome.get("evidence") for outcome in record.get("outcomes") or ()],
        lambda: {code: Outcome.Evidence(code).label for code in ("internal", "external")},
    ),
    CodeListFacet("unit_type", _("Kind of unit"), lambda record: _of_unit(record, "type"), UNIT_TYPES.labels),
    CodeListFacet(
        "level",
        _("Level of government"),
        lambda record: _of_unit(record, "level"),
        LEVELS.labels,
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
        BENEFICIARIES.labels,
    ),
    CodeListFacet("sdg", _("SDG"), lambda record: _codes(record, "sdgs"), SDGS.labels, in_list_order=True),
    RankedFacet("award", _("Award"), _awards, _labels_of(Award.Scheme)),
    CodeListFacet(
        "stage",
        _("Stage"),
        lambda record: [record["stage"]] if record.get("stage") else [],
        _labels_of(InnovationPage.Stage),
        in_list_order=True,
    ),
    CodeListFacet(
        "status",
        _("Status"),
        lambda record: _or_unknown(record, "status"),
        _labels_of(InnovationPage.Status),
        in_list_order=True,
    ),
    CodeListFacet(
        "cost_band",
        _("Cost in the first year"),
        _cost_band,
        _labels_of(CostBand, **{UNKNOWN: _("Not known")}),
        in_list_order=True,
        unknown=_("their cost is not known"),
    ),
    NumberFacet(
        "cost_max",
        _("Cost at most"),
        lambda record: _known(rules.first_year_cost(*_cost(record))),
        number="cost",
        end="highest",
        hint=_("In the first year, in rupiah, such as 50 million"),
        unknown=_("their cost is not known"),
        show=lambda value: _("at most %s") % formatting.rupiah(int(value)),
        measure=_("Cost in the first year (rupiah)"),
    ),
    NumberFacet(
        "staff_max",
        _("People at most"),
        lambda record: _known(record.get("staff")),
        number="staff",
        end="highest",
        hint=_("How many people it takes to run"),
        unknown=_("it is not known how many people they need"),
        show=lambda value: _("at most %s people") % formatting.number(value),
        measure=_("People needed to run it"),
    ),
    yes_no(
        "copied",
        _("Copied by others"),
        lambda record: bool(record.get("copiers")),
        _("Copied already"),
        _("Not copied yet"),
    ),
    NumberFacet(
        "copiers_min",
        _("Copied by at least"),
        lambda record: [record.get("copiers", 0)],
        number="copiers",
        end="lowest",
        hint=_("How many units copied it"),
        show=lambda value: _("copied by at least %s units") % formatting.number(value),
        measure=_("Units that copied it"),
    ),
    NumberFacet(
        "copier_effect_min",
        _("Better where it was copied by at least"),
        lambda record: _known(record.get("copier_effect")),
        number="copier_effect",
        end="lowest",
        hint=_("In per cent (points, where figures are percentages), in the middle of the units that copied it"),
        unknown=_("it is not known what changed where they were copied"),
        show=lambda value: _("better by at least %s %% where it was copied") % formatting.number(value),
        measure=_("Change for the better at the units that copied it (per cent)"),
    ),
    MomentFacet(
        "role_model",
        _("Role model"),
        lambda record: _known(record.get("role_model_until")),
        lambda: {"yes": _("From a role model"), "no": _("From other units")},
        in_list_order=True,
        number="role_model_until",
        afterwards="no",
        measure=_("Role model until"),
    ),
    MomentFacet(
        "overdue",
        _("Confirmation"),
        lambda record: _known(record.get("confirm_by")),
        lambda: {"yes": _("To be confirmed"), "no": _("Confirmed, new or stopped")},
        in_list_order=True,
        number="confirm_by",
        afterwards="yes",
        measure=_("To be confirmed by"),
    ),
    yes_no("digital", _("Software"), lambda record: record.get("digital"), _("Needs software"), _("No software")),
    CodeListFacet(
        "connectivity",
        _("Connection needed"),
        lambda record: _or_unknown(record, "connectivity"),
        _labels_of(Connectivity),
        in_list_order=True,
        unknown=_("it is not known which connection they need"),
    ),
    YearFacet("year", _("Year"), _year),
)

BY_KEY: Final = {facet.key: facet for facet in _FACETS}
FACETS: Final = BY_KEY.values()


def codes_of_reader(person: Person) -> dict[str, tuple[str, ...]]:
    """Return the codes that stand for a person, by the facets of which there are any."""
    if not person.is_authenticated:
        return {}
    personal = [facet for facet in FACETS if isinstance(facet, ReaderFacet)]
    found = {facet.key: tuple(facet.of_reader(person)) for facet in personal}
    return {key: codes for key, codes in found.items() if codes}
