"""Who may do what, and who may give which role."""

import pytest

from units.rules import Act, Standing, may, may_staff

OWN, SISTER, FOREIGN = 1, 2, 3  # units; the first two belong to one agency
AGENCY_OF = {OWN: 10, SISTER: 10, FOREIGN: 20}
PEOPLE = {
    "nobody": (),
    "contributor": (Standing("contributor", unit=OWN),),
    "verifier": (Standing("verifier", unit=OWN),),
    "head": (Standing("head", unit=OWN),),
    "local_admin": (Standing("local_admin", agency=10),),
    "moderator": (Standing("moderator"),),
}


@pytest.mark.parametrize(
    ("person", "act", "units"),
    [
        ("nobody", Act.WRITE, ""),
        ("contributor", Act.WRITE, "own"),
        ("contributor", Act.VERIFY, ""),
        ("contributor", Act.ANSWER, ""),
        ("contributor", Act.STAFF, ""),
        ("contributor", Act.PUBLISH, ""),
        ("verifier", Act.WRITE, "own"),
        ("verifier", Act.VERIFY, "own"),
        ("verifier", Act.STAFF, ""),
        ("head", Act.VERIFY, "own"),
        ("head", Act.ANSWER, "own"),
        ("head", Act.STAFF, "own"),
        ("head", Act.PUBLISH, ""),
        ("local_admin", Act.WRITE, "own sister"),
        ("local_admin", Act.VERIFY, "own sister"),
        ("local_admin", Act.STAFF, "own sister"),
        ("local_admin", Act.PUBLISH, ""),
        ("moderator", Act.WRITE, "own sister foreign"),
        ("moderator", Act.VERIFY, ""),
        ("moderator", Act.STAFF, "own sister foreign"),
        ("moderator", Act.PUBLISH, "own sister foreign"),
    ],
)
def test_acts(person, act, units):
    allowed = [
        name
        for name, unit in (("own", OWN), ("sister", SISTER), ("foreign", FOREIGN))
        if may(act, PEOPLE[person], unit, AGENCY_OF[unit])
    ]
    assert " ".join(allowed) == units


@pytest.mark.parametrize(
    ("person", "superuser", "roles"),
    [
        ("nobody", False, ""),
        ("contributor", False, ""),
        ("verifier", False, ""),
        ("head", False, "contributor head"),
        ("local_admin", False, "contributor head sister"),
        ("moderator", False, "contributor head sister foreign local_admin"),
        ("nobody", True, "contributor head sister foreign local_admin moderator"),
    ],
)
def test_giving_roles(person, superuser, roles):
    wanted = {
        "contributor": (Standing("contributor", unit=OWN), 10),
        "head": (Standing("head", unit=OWN), 10),
        "sister": (Standing("head", unit=SISTER), 10),
        "foreign": (Standing("head", unit=FOREIGN), 20),
        "local_admin": (Standing("local_admin", agency=10), None),
        "moderator": (Standing("moderator"), None),
    }
    given = [
        name for name, (role, agency) in wanted.items() if may_staff(PEOPLE[person], role, agency, superuser=superuser)
    ]
    assert " ".join(given) == roles


def test_a_unit_without_agency_is_in_no_local_admins_reach():
    assert not may(Act.WRITE, (Standing("local_admin", agency=None),), OWN, None)
