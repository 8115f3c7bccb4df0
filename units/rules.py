"""Who may do what for a unit. Pure: standings come in, a yes or no goes out.

The roles are those of the network's work: a contributor writes, a verifier
checks, the unit head answers for both, the local admin of the parent agency
stands in where a unit has nobody, and a network moderator publishes.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

CONTRIBUTOR, VERIFIER, HEAD = "contributor", "verifier", "head"
LOCAL_ADMIN, MODERATOR = "local_admin", "moderator"

UNIT_ROLES = (CONTRIBUTOR, VERIFIER, HEAD)


class Act(StrEnum):
    """What a person can want to do for a unit."""

    WRITE = "write"  # write and change the unit's cases, use its files
    VERIFY = "verify"  # check a case before it goes to the moderators
    ANSWER = "answer"  # answer error reports, keep the unit's profile
    STAFF = "staff"  # invite, change and end memberships
    PUBLISH = "publish"  # publish, unpublish, import


# Which roles may do what. A role of the agency holds for all of its units, a
# moderator's for all units.
ROLES_FOR: dict[Act, frozenset[str]] = {
    Act.WRITE: frozenset({CONTRIBUTOR, VERIFIER, HEAD, LOCAL_ADMIN, MODERATOR}),
    Act.VERIFY: frozenset({VERIFIER, HEAD, LOCAL_ADMIN}),
    Act.ANSWER: frozenset({HEAD, LOCAL_ADMIN, MODERATOR}),
    Act.STAFF: frozenset({HEAD, LOCAL_ADMIN, MODERATOR}),
    Act.PUBLISH: frozenset({MODERATOR}),
}


@dataclass(frozen=True)
class Standing:
    """One running membership: a role, and the unit or agency in which it holds."""

    role: str
    unit: int | None = None
    agency: int | None = None

    def reaches(self, unit: int, agency: int | None) -> bool:
        """Say whether the role holds for the unit that belongs to the agency."""
        if self.role == MODERATOR:
            return True
        if self.role == LOCAL_ADMIN:
            return agency is not None and self.agency == agency
        return self.unit == unit


def may(act: Act, standings: Collection[Standing], unit: int, agency: int | None) -> bool:
    """Say whether someone with these standings may do ``act`` for the unit of the agency."""
    return any(held.role in ROLES_FOR[act] and held.reaches(unit, agency) for held in standings)


def may_staff(
    standings: Collection[Standing], wanted: Standing, agency_of_unit: int | None, *, superuser: bool
) -> bool:
    """Say whether someone may give, change or end the role ``wanted``.

    A unit head staffs the roles of the own unit; a local admin those of the
    agency's units, heads among them; a moderator all of these and local admins;
    moderators are named by the operator of the site (a superuser) alone.
    ``agency_of_unit`` is the agency of ``wanted.unit``.
    """
    if superuser:
        return True
    if wanted.role == MODERATOR:
        return False
    if wanted.role == LOCAL_ADMIN:
        return any(held.role == MODERATOR for held in standings)
    return wanted.unit is not None and may(Act.STAFF, standings, wanted.unit, agency_of_unit)
