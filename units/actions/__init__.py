"""Every write of this room: places, memberships, accounts, error reports."""

from units.actions.invitations import accept_invitation, invite, resend_invitation, take_over_unit, withdraw_invitation
from units.actions.many import ensure_unit_pages
from units.actions.memberships import add_membership, change_role, end_membership
from units.actions.places import provision_unit, setup_moderators
from units.actions.profiles import update_profile
from units.actions.reports import answer_report, forget_reporters, report_error
from units.actions.second_factor import (
    confirm_second_factor,
    drop_second_factor,
    prepare_second_factor,
    renew_recovery_codes,
)

__all__ = [
    "accept_invitation",
    "add_membership",
    "answer_report",
    "change_role",
    "confirm_second_factor",
    "drop_second_factor",
    "end_membership",
    "ensure_unit_pages",
    "forget_reporters",
    "invite",
    "prepare_second_factor",
    "provision_unit",
    "renew_recovery_codes",
    "report_error",
    "resend_invitation",
    "setup_moderators",
    "take_over_unit",
    "update_profile",
    "withdraw_invitation",
]
