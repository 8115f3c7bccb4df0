"""Every write of this room: places, memberships, accounts, error reports."""

from units.actions.memberships import add_membership
from units.actions.places import ensure_unit_page, provision_agency, provision_unit, setup_moderators

__all__ = ["add_membership", "ensure_unit_page", "provision_agency", "provision_unit", "setup_moderators"]
