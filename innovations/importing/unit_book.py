"""The units that the records name: known ones, new ones, and where the two differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from innovations.importing.problems import Entry
from units.actions import ensure_unit_page
from units.models import Agency, ServiceUnit
from units.models.units import unit_identity
from units.names import name_key

FILLED = ("type", "level")
LONGEST_NAME = 200


def identity_of(spec: Mapping[str, Any]) -> str:
    """Return the identity of the unit that a record names."""
    return unit_identity(spec["name"], spec.get("region"), spec.get("agency", ""))


@dataclass
class KnownUnit:
    """A unit as it will be: what is here, filled up with what the records add."""

    name: str
    agency: str
    region: str | None
    example: bool
    known: dict[str, str]
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
        for row in _in_batches(identities):
            known = {key: getattr(row, key) for key in FILLED if getattr(row, key)}
            agency = row.agency.name if row.agency else ""
            self.units[row.identity] = KnownUnit(row.name, agency, row.region_id, row.example, known, row=row)

    def note(self, entry: Entry) -> None:
        """Fill blanks of the entry's unit, or note where it differs from what is known."""
        spec = entry.record["unit"]
        for key in ("name", "agency"):
            if key in spec and not 0 < len(name_key(spec[key])) <= LONGEST_NAME:
                entry.faults.add(f"unit.{key}", spec[key], _("A name needs letters or digits, at most 200 of them."))
                return
        identity = identity_of(spec)
        example = bool(entry.record.get("example"))
        unit = self.units.get(identity)
        if unit is None:
            unit = KnownUnit(spec["name"], spec.get("agency", ""), spec.get("region"), example, {})
            self.units[identity] = unit
        for key in FILLED:
            given, known = spec.get(key), unit.known.get(key)
            if given and known and given != known:
                message = _("The unit “%(unit)s” is known here as “%(known)s”, not as “%(given)s”.")
                entry.faults.add(f"unit.{key}", given, message % {"unit": unit.name, "known": known, "given": given})
            elif given and not known:
                unit.known[key] = unit.filled[key] = given
        unit.example = unit.example and example

    def write(self, identities: Iterable[str]) -> int:
        """Make or fill the units with these identities, with their pages; return how many are new."""
        agencies = {agency.key: agency for agency in Agency.objects.all()}
        made = 0
        for identity in dict.fromkeys(identities):
            unit = self.units[identity]
            if unit.row is None:
                unit.row = self._make(unit, agencies)
                made += 1
            elif unit.filled or unit.example != unit.row.example:
                for key, value in unit.filled.items():
                    setattr(unit.row, key, value)
                unit.row.example = unit.example
                unit.row.save()
            ensure_unit_page(unit.row)
        return made

    def _make(self, unit: KnownUnit, agencies: dict[str, Agency]) -> ServiceUnit:
        agency = None
        if unit.agency:
            key = name_key(unit.agency)
            agency = agencies.get(key)
            if agency is None:
                agency = agencies[key] = Agency.objects.create(name=unit.agency, example=unit.example)
        return ServiceUnit.objects.create(
            name=unit.name, agency=agency, region_id=unit.region, example=unit.example, **unit.known
        )


def _in_batches(identities: Iterable[str], size: int = 500) -> Iterable[ServiceUnit]:
    wanted = sorted(identities)
    for start in range(0, len(wanted), size):
        yield from ServiceUnit.objects.filter(identity__in=wanted[start : start + size]).select_related("agency")
