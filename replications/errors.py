"""What can be wrong with a step, in words for the person who took it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.attempts import RefusedError
from replications.rules import Refusal


class ReplicationError(RefusedError):
    """A step or an act of this room was refused."""


class ChangedMeanwhileError(ReplicationError):
    """Somebody else took a step since the person looked."""

    def __init__(self, who: str, done: str) -> None:
        super().__init__(
            _("Meanwhile %(who)s %(done)s. Look at the present state first; nothing of yours was stored.")
            % {"who": who, "done": done}
        )


REFUSED: dict[Refusal, Any] = {
    Refusal.STATE: _("This step is not possible in the present state of the replication."),
    Refusal.OWN_PROPOSAL: _(
        "An agreement is signed by the other unit and by another person than the one who wrote it."
    ),
    Refusal.NOTE: _("Say it in words: a reason or an answer is needed for this step."),
}
"""Why a step can't be taken; what the person's role does not allow is PermissionDenied."""
