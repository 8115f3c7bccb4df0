"""The units that the records name: known ones, new ones, and where the two differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from innovations.importing.problems import Entry
from units.actions import ensure_unit_pages
from units.models import Agency, ServiceUnit, UnitPage
from units.models.units import unit_identity
from units.names import name_key

IDENTIFYING = ("name", "region", "agency")
FILLED = ("type", "level")
LONGEST_NAME = 200


def identity_of(spec: Mapping[str, Any]) -> str:
    """Return the identity of the unit that a record names."""
    return unit_identity(spec["name"], spec.get("region"), spec.get("agency", ""))


@dataclass(eq=False)
class KnownUnit:
    """A unit as it will be: what is ``known`` here or said by any record, ``filled`` with what good ones add."""

    name: str
    agency: str
    region: str | None
    example: bool
    known: dict[str, str] = field(default_factory=dict)
    filled: dict[str, str] = field(default_factory=dict)
    row: ServiceUnit | None = None


class UnitBook:
    """Looks units up by identity and remembers what the records say of them.

    Costs one query when made, for all units that the entries name.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Load the units that are here already."""
        specs = [entry.record["unit"] for entry in entries if entry.record.get("unit")]
        identities = {identity_of(spec) for spec in specs if "name" in spec}
        self.units: dict[str, KnownUnit] = {}
        self.pages: dict[int, UnitPage] = {}
        for row in _in_batches(identities):
            known = {key: getattr(row, key) for key in FILLED if getattr(row, key)}
            agency = row.agency.name if row.agency else ""
            self.units[row.identity] = KnownUnit(row.name, agency, row.region_id, row.example, known, row=row)

    def note(self, entry: Entry) -> None:
        """Note where the entry's unit differs from what is known; a good entry fills the unit's blanks."""
        spec = entry.record.get("unit", {})
        if not spec or any(entry.faults.noted(f"unit.{key}") for key in IDENTIFYING):
            return  # it may be another unit that is meant
        for key in ("name", "agency"):
            if key in spec and not 0 < len(name_key(spec[key])) <= LONGEST_NAME:
                entry.faults.add(f"unit.{key}", spec[key], _("A name needs letters or digits, at most 200 of them."))
                return
        example = bool(entry.record.get("example"))
        new = KnownUnit(spec["name"], spec.get("agency", ""), spec.get("region"), example)
        unit = self.units.setdefault(identity_of(spec), new)
        given = {key: spec[key] for key in FILLED if key in spec}
        for key, value in given.items():
            known = unit.known.setdefault(key, value)
            if value != known:
                message = _("The unit “%(unit)s” is known here as “%(known)s”, not as “%(given)s”.")
                entry.faults.add(f"unit.{key}", value, message % {"unit": unit.name, "known": known, "given": value})
        if not entry.faults.serious:
            unit.filled.update({key: value for key, value in given.items() if not getattr(unit.row, key, "")})
            unit.example = unit.example and example

    def write(self, identities: Iterable[str]) -> None:
        """Make or fill the units with these identities, with their pages."""
        units = [self.units[identity] for identity in dict.fromkeys(identities)]
        new = {unit: None for unit in units if unit.row is None}
        agencies = _agencies(new)
        rows = [_row(unit, agencies.get(name_key(unit.agency))) for unit in new]
        for unit, row in zip(new, ServiceUnit.objects.bulk_create(rows), strict=True):
            unit.row = row
        for unit in units:
            if unit.row and (unit.filled or unit.example != unit.row.example) and unit not in new:
                for key, value in unit.filled.items():
                    setattr(unit.row, key, value)
                unit.row.example = unit.example
                unit.row.save()
        self.pages = ensure_unit_pages(unit.row for unit in units if unit.row)


def _agencies(units: Iterable[KnownUnit]) -> dict[str, Agency]:
    """Return the agencies that the units name, made where they are new."""
    named = {name_key(unit.agency): unit for unit in units if unit.agency}
    found = Agency.objects.in_bulk(named, field_name="key")
    new = [Agency(name=unit.agency, key=key, example=unit.example) for key, unit in named.items() if key not in found]
    return {**found, **{agency.key: agency for agency in Agency.objects.bulk_create(new)}}


def _row(unit: KnownUnit, agency: Agency | None) -> ServiceUnit:
    return ServiceUnit(
        name=unit.name,
        identity=unit_identity(unit.name, unit.region, unit.agency),
        agency=agency,
        region_id=unit.region,
        example=unit.example,
        **unit.filled,
    )


def _in_batches(identities: Iterable[str], size: int = 500) -> Iterable[ServiceUnit]:
    wanted = sorted(identities)
    for start in range(0, len(wanted), size):
        yield from ServiceUnit.objects.filter(identity__in=wanted[start : start + size]).select_related("agency")
