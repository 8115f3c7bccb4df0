"""Whose entries nobody scores: the rule, and how it is read from where people work."""

import pytest

from selections.entries.conflicts import conflicts_of
from selections.models import DeclaredConflict, Entry
from selections.rules.conflicts import Conflict, Origin, Workplaces, conflict_by_rule
from selections.rules.phases import Phase
from selections.rules.rulebook import Conflicts
from tests.factories import AgencyFactory, CaseFactory, MemberFactory, UnitFactory
from tests.selections.judging import entered
from units.models import Region

ENTRY = Origin(unit=1, agency=10, province="16")
BOTH, NEITHER = Conflicts(agency=True, region=True), Conflicts(agency=False, region=False)


def _works(**places):
    return Workplaces(**{name: frozenset(keys) for name, keys in places.items()})


@pytest.mark.parametrize(
    ("person", "entry", "rules", "reason"),
    [
        (_works(), ENTRY, BOTH, None),
        (_works(units={1}, agencies={10}, provinces={"16"}), ENTRY, NEITHER, Conflict.UNIT),
        (_works(units={1}, agencies={10}, provinces={"16"}), ENTRY, BOTH, Conflict.UNIT),
        (_works(units={2}, agencies={10}, provinces={"16"}), ENTRY, BOTH, Conflict.AGENCY),
        (
            _works(units={2}, agencies={10}, provinces={"16"}),
            ENTRY,
            Conflicts(agency=False, region=True),
            Conflict.REGION,
        ),
        (_works(units={2}, agencies={10}, provinces={"16"}), ENTRY, NEITHER, None),
        (_works(units={2}, agencies={10}), ENTRY, Conflicts(), None),
        (_works(administered={10}, agencies={10}), ENTRY, NEITHER, Conflict.UNIT),
        (_works(units={3}, agencies={30}, provinces={"16"}), ENTRY, BOTH, Conflict.REGION),
        (_works(units={3}, agencies={30}, provinces={"35"}), ENTRY, BOTH, None),
        (_works(units={3}, agencies={30}, provinces={"35"}), Origin(unit=1), BOTH, None),
    ],
)
def test_the_closest_reason_counts_and_what_is_not_known_makes_none(person, entry, rules, reason):
    assert conflict_by_rule(person, entry, rules) is reason


@pytest.mark.django_db
def test_where_people_work_and_what_they_declare_is_read_for_all_at_once(make_round, seated, django_assert_num_queries):
    judged = make_round(Phase.CHECK, rules={"conflicts": {"agency": True, "region": True}})
    agency = AgencyFactory()
    unit, sister = UnitFactory(agency=agency), UnitFactory(agency=agency)
    same_province = AgencyFactory(region=Region.objects.get(code="16.06"))
    elsewhere = AgencyFactory(region=Region.objects.get(code="35.79"))
    entry = entered(judged, 1, case=CaseFactory(unit=unit))
    people = {
        Conflict.UNIT: MemberFactory(unit=unit).user,
        "admin": MemberFactory(role="local_admin", agency=agency).user,
        Conflict.AGENCY: MemberFactory(unit=sister).user,
        Conflict.REGION: MemberFactory(role="local_admin", agency=same_province).user,
        Conflict.DECLARED: MemberFactory(unit=UnitFactory(agency=elsewhere)).user,
        None: MemberFactory(unit=UnitFactory(agency=elsewhere)).user,
    }
    seats = {reason: seated(judged, "evaluator", person).seats.get() for reason, person in people.items()}
    DeclaredConflict.objects.create(seat=seats[Conflict.DECLARED], entry=entry, reason="Saudara.")
    entries = list(Entry.objects.select_related("unit__agency__region", "unit__region"))

    with django_assert_num_queries(2):
        found = conflicts_of(judged, entries, list(seats.values()))

    expected = {seat.pk: Conflict.UNIT if reason == "admin" else reason for reason, seat in seats.items() if reason}
    assert {seat: reason for (_number, seat), reason in found.items()} == expected
