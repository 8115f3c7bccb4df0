"""Inviting people, and their accepting it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.actions import record_event
from common.models import User
from units.actions.memberships import add_membership
from units.actions.one_time_links import account_for, new_link, require_open
from units.actions.places import provision_unit
from units.errors import InvitationUsedError, UnitError
from units.letters import place_name, send_invitation, send_open_reports
from units.models import Agency, ErrorReport, Invitation, Membership, Role, ServiceUnit
from units.queries import can_staff, members_of
from units.rules import Standing
from units.tokens import token_hash


@transaction.atomic
def invite(
    actor: User, email: str, role: str, *, unit: ServiceUnit | None = None, agency: Agency | None = None
) -> Invitation:
    """Invite an address to a role in a unit, in an agency (local admin) or in the network (moderator).

    An invitation that waits already is returned as it is, without a second letter.
    Raises PermissionDenied, or UnitError where the person is a member there.
    """
    _authorise(actor, role, unit, agency)
    address = email.strip().lower()
    scope = {"unit": unit, "agency": agency}
    held = Membership.objects.filter(user__email=address, ended_at=None, **scope).first()
    if held is not None and (unit or agency or held.role == role):
        raise UnitError(
            _("%(email)s is a member here already, as %(role)s. Change the role in the list instead.")
            % {"email": address, "role": held.get_role_display()}
        )
    waiting = Invitation.objects.waiting(timezone.now()).filter(email=address, role=role, **scope).first()
    if waiting is not None:
        return waiting
    invitation, token = _new_invitation(actor, address, role, unit, agency)
    record_event("invitation.sent", invitation, actor=actor, role=role)
    send_invitation(invitation, token)
    return invitation


def take_over_unit(actor: User, unit: ServiceUnit, email: str) -> Invitation:
    """Hand a unit that nobody answers for to its people: invite the first head.

    For a moderator or the agency's local admin. Raises UnitError where the unit
    has members, who invite others themselves.
    """
    if members_of(unit).exists():
        raise UnitError(_("%(unit)s has members already; its head invites others.") % {"unit": unit.name})
    _authorise(actor, Role.HEAD, unit, None)
    provision_unit(unit, actor)
    return invite(actor, email, Role.HEAD, unit=unit)


@transaction.atomic
def resend_invitation(actor: User, invitation: Invitation) -> Invitation:
    """Replace an invitation by one with a new link and a new term; the old link stops working."""
    _authorise(actor, invitation.role, invitation.unit, invitation.agency)
    if invitation.accepted_at is not None:
        raise InvitationUsedError
    withdraw_invitation(actor, invitation)
    fresh, token = _new_invitation(actor, invitation.email, invitation.role, invitation.unit, invitation.agency)
    record_event("invitation.sent", fresh, actor=actor, role=fresh.role)
    send_invitation(fresh, token)
    return fresh


@transaction.atomic
def withdraw_invitation(actor: User, invitation: Invitation) -> None:
    """Make the link stop working; repeating it changes nothing."""
    _authorise(actor, invitation.role, invitation.unit, invitation.agency)
    changed = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )
    if changed:
        record_event("invitation.withdrawn", invitation, actor=actor)


@transaction.atomic
def accept_invitation(token: str, *, user: User | None = None, name: str = "", password: str = "") -> User:
    """Make the invited person a member and return them.

    ``user`` is the person who is logged in; without, an account is made with
    ``name`` and ``password``. Raises a subclass of UnitError where the link is
    used, expired, unknown or somebody else's, or the address has an account.
    """
    invitation = Invitation.objects.select_for_update().filter(token_hash=token_hash(token)).first()
    invitation = require_open(invitation)
    person = account_for(invitation, user, name, password)
    _join(person, invitation)
    return person


def _join(user: User, invitation: Invitation) -> None:
    unit = invitation.unit
    takes_over = unit is not None and not members_of(unit).exists()
    add_membership(user, invitation.role, unit=unit, agency=invitation.agency, actor=user)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    record_event("invitation.accepted", invitation, actor=user, place=place_name(invitation))
    if unit is not None and takes_over:
        record_event("unit.taken_over", unit, actor=user)
        waiting = ErrorReport.objects.filter(unit=unit, state=ErrorReport.State.OPEN).count()
        send_open_reports(unit, user, waiting)


def _new_invitation(
    actor: User, email: str, role: str, unit: ServiceUnit | None, agency: Agency | None
) -> tuple[Invitation, str]:
    token, link = new_link(actor, email)
    return Invitation.objects.create(role=role, unit=unit, agency=agency, **link), token


def _authorise(actor: User, role: str, unit: ServiceUnit | None, agency: Agency | None) -> None:
    wanted = Standing(role, unit.pk if unit else None, agency.pk if agency else None)
    if not can_staff(actor, wanted, unit):
        raise PermissionDenied
