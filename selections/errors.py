"""What can be wrong with an act in a round, in words for the person who tried it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from common.attempts import RefusedError
from selections.choices import BLOCKS
from selections.rules.entries import EntryRefusal
from selections.rules.phases import Block
from selections.rules.sheets import Flaw, Flawed

if TYPE_CHECKING:
    from selections.models import Review


SAY_WHY = _("Say why, in words.")


class SelectionError(RefusedError):
    """An act in a round was refused."""


def words_of(text: str) -> str:
    """Return a reason or an answer without blanks around it; raises SelectionError where it says nothing."""
    told = text.strip()
    if not told:
        raise SelectionError(str(SAY_WHY))
    return told


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


FLAWS: dict[Flaw, Any] = {
    Flaw.POINTS: _("“%(criterion)s”: give points."),
    Flaw.SCALE: _("“%(criterion)s”: points go from %(least)s to %(most)s."),
    Flaw.COMMENT: _("“%(criterion)s”: say in a comment why."),
}


class FlawedSheetError(SelectionError):
    """A score sheet lacks something; every criterion is named."""

    def __init__(self, flawed: Sequence[Flawed]) -> None:
        words = [FLAWS[flaw] % {"criterion": one.name, "least": one.least, "most": one.most} for one, flaw in flawed]
        super().__init__(" ".join(words))


class StaleSheetError(SelectionError):
    """Another window of the same person has kept something else; ``stored`` is that."""

    def __init__(self, stored: "Review") -> None:
        super().__init__(
            _("Another window has saved this score sheet meanwhile. Nothing is lost: compare both, then save again.")
        )
        self.stored = stored


REFUSED_ENTRY: dict[EntryRefusal, Any] = {
    EntryRefusal.STATE: _("This step is not possible in the present state of the entry."),
    EntryRefusal.NOT_YET: _("Entries are not taken yet. The opening time is told on the page of the round."),
    EntryRefusal.MENDING: _(
        "The unit may still mend this entry. Decide once it has, or once the time for mending is over."
    ),
    EntryRefusal.NO_OBJECTION: _(
        "The time for objections to the check is over, so the unit could not object. Amend that time first."
    ),
    EntryRefusal.LATE: _("The time for this is over, by the clock of the server. Nothing was changed."),
    EntryRefusal.NOTE: SAY_WHY,
    EntryRefusal.PHASE: _("This step is not possible in the present phase of the round."),
}
"""Why a step of an entry can't be taken; what the person has no hand in is PermissionDenied."""
