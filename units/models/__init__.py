"""Models of regions, agencies, units and their people."""

from units.models.agencies import Agency
from units.models.pages import AgencyPage, UnitIndexPage, UnitPage
from units.models.people import Invitation, Membership, OneTimeInvitation, Role
from units.models.regions import Region
from units.models.reports import ErrorReport
from units.models.units import BudgetBand, ServiceUnit

__all__ = [
    "Agency",
    "AgencyPage",
    "BudgetBand",
    "ErrorReport",
    "Invitation",
    "Membership",
    "OneTimeInvitation",
    "Region",
    "Role",
    "ServiceUnit",
    "UnitIndexPage",
    "UnitPage",
]
