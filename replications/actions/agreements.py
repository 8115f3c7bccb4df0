"""Writing and signing what two units agree."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from common.actions import record_event
from common.models import Attachment, User
from replications.actions.steps import hold, move
from replications.errors import ReplicationError
from replications.models import Agreement, Replication
from replications.queries import RELATED, held_by
from replications.rules import Step, side_of
from units.actions import provision_unit
from units.rules import Act


@transaction.atomic
def propose_agreement(actor: User, replication: Replication, terms: dict[str, Any], *, seen: int) -> Replication:
    """Write the agreement, or another in its place, for the other side to sign.

    ``terms`` are the fields of ``Agreement``, checked by its form. Raises as ``take_step`` does.
    """
    held = hold(actor, replication, Step.PROPOSE, seen=seen)
    Agreement.objects.update_or_create(replication=held, defaults=terms)
    held.proposed_side = side_of(Step.PROPOSE, held_by(actor, held))
    held.proposed_by = actor
    return move(actor, held, Step.PROPOSE)


@transaction.atomic
def attach_signed_file(actor: User, replication: Replication, file: "File[Any]") -> Replication:
    """Keep the signed agreement on file, for the two units alone; a newer one takes its place.

    ``file`` was checked by its form. Raises PermissionDenied for somebody who does not answer for one of
    the units, ReplicationError while nothing is agreed.
    """
    rows = Replication.objects.select_for_update(of=("self",)).select_related(*RELATED)
    held = rows.get(pk=replication.pk)
    if not any(act is Act.ANSWER for _side, act in held_by(actor, held)):
        raise PermissionDenied
    if held.agreed_at is None:
        raise ReplicationError(_("Both units sign here first; then the signed paper can be kept."))
    provision_unit(held.unit)
    title = _("Agreement: %(replication)s") % {"replication": held}
    document = Attachment(
        title=Truncator(title).chars(255), file=file, collection=held.unit.collection, uploaded_by_user=actor
    )
    document.save()
    Agreement.objects.filter(replication=held).update(signed_file=document)
    record_event("replication.paper", held, actor=actor, sha256=document.sha256)
    return held
