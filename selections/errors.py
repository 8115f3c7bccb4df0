"""What can be wrong with an act in a round, in words for the person who tried it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from common.attempts import RefusedError
from selections.choices import BLOCKS
from selections.rules.entries import EntryRefusal
from selections.rules.phases import Block


class SelectionError(RefusedError):
    """An act in a round was refused."""


class StaleError(SelectionError):
    """Somebody else changed the thing since the person looked."""

    def __init__(self, who: str) -> None:
        super().__init__(
            _("Meanwhile %(who)s changed this. Look at the present state first; nothing of yours was stored.")
            % {"who": who or _("somebody")}
        )


class BlockedError(SelectionError):
    """A round can't go on yet; ``blocks`` say why."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        super().__init__(" ".join(str(BLOCKS[block]) for block in blocks))
        self.blocks = tuple(blocks)


REFUSED_ENTRY: dict[EntryRefusal, Any] = {
    EntryRefusal.STATE: _("This step is not possible in the present state of the entry."),
    EntryRefusal.NOT_YET: _("Entries are not taken yet. The opening time is told on the page of the round."),
    EntryRefusal.LATE: _("The time for this is over, by the clock of the server. Nothing was changed."),
    EntryRefusal.NOTE: _("Say why, in words."),
    EntryRefusal.PHASE: _("This step is not possible in the present phase of the round."),
}
"""Why a step of an entry can't be taken; what the person has no hand in is PermissionDenied."""
