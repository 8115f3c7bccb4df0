"""The secretariat invites units to a group that is by invitation."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from common.models import User
from selections.actions.log import log
from selections.errors import SelectionError
from selections.models import InvitedUnit, SelectionRound
from selections.queries import whos_of
from selections.rules.phases import Phase, Who
from selections.rules.rulebook import Entrance
from units.models import ServiceUnit


@transaction.atomic
def invite_unit(actor: User, selection_round: SelectionRound, group: str, unit: ServiceUnit) -> InvitedUnit:
    """Invite a unit to a group; return the invitation where there is one already.

    Raises PermissionDenied for somebody who is not of the secretariat, SelectionError for a group that
    is not by invitation and once the entries are closed.
    """
    held = SelectionRound.objects.select_for_update(of=("self",)).get(pk=selection_round.pk)
    if Who.SECRETARIAT not in whos_of(actor, held):
        raise PermissionDenied
    by_invitation = {one.code for one in held.rulebook.groups if one.entrance is Entrance.INVITATION}
    if group not in by_invitation or held.phase not in (Phase.DRAFT, Phase.OPEN):
        raise SelectionError(_("Units are invited to groups that are by invitation, until the entries are closed."))
    invited, new = InvitedUnit.objects.get_or_create(round=held, group=group, unit=unit, defaults={"invited_by": actor})
    if new:
        log("unit_invited", held, actor, group=group, unit=unit.pk, name=unit.name)
    return invited
