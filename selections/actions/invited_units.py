"""The secretariat invites units to a group that is by invitation, and takes invitations back."""

from django.db import transaction
from django.utils.translation import gettext as _

from common.models import User
from selections.actions.log import log
from selections.actions.rounds import lock_round
from selections.errors import SelectionError
from selections.models import Entry, InvitedUnit, SelectionRound
from selections.rules.entries import EntryState
from selections.rules.phases import Phase
from selections.rules.rulebook import Entrance
from units.models import ServiceUnit

_INVITING = (Phase.DRAFT, Phase.OPEN)


@transaction.atomic
def invite_unit(actor: User, selection_round: SelectionRound, group: str, unit: ServiceUnit) -> InvitedUnit:
    """Invite a unit to a group; return the invitation where there is one already.

    Raises PermissionDenied for somebody who is not of the secretariat, SelectionError for a group that
    is not by invitation and once the entries are closed.
    """
    held = lock_round(actor, selection_round)
    by_invitation = {one.code for one in held.rulebook.groups if one.entrance is Entrance.INVITATION}
    if group not in by_invitation or held.phase not in _INVITING:
        raise SelectionError(_("Units are invited to groups that are by invitation, until the entries are closed."))
    invited, new = InvitedUnit.objects.get_or_create(round=held, group=group, unit=unit, defaults={"invited_by": actor})
    if new:
        log("unit_invited", held, actor, group=group, unit=unit.pk, name=unit.name)
    return invited


@transaction.atomic
def withdraw_unit_invitation(actor: User, invited: InvitedUnit) -> None:
    """Take the invitation of a unit back; one that is gone already changes nothing.

    Raises PermissionDenied for somebody who is not of the secretariat, SelectionError while an entry of
    the unit is in the group, and once the entries are closed.
    """
    held = lock_round(actor, invited.round)
    if held.phase not in _INVITING:
        raise SelectionError(_("An invitation is taken back until the entries are closed."))
    entries = Entry.objects.filter(round=held, group=invited.group, unit=invited.unit)
    if entries.exclude(state=EntryState.WITHDRAWN).exists():
        raise SelectionError(
            _("%(unit)s has entered this group already. The entry must be withdrawn first.") % {"unit": invited.unit}
        )
    if InvitedUnit.objects.filter(pk=invited.pk).delete()[0]:
        log("unit_invitation_withdrawn", held, actor, group=invited.group, unit=invited.unit_id, name=str(invited.unit))
