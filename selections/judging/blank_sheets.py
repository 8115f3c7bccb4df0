"""Score sheets to print and fill by hand: at an interview or a visit there may be no screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from common.models import User
from selections.judging.blinding import title_of
from selections.judging.queries import WHOSE, own_assignments
from selections.models import Entry, SelectionRound
from selections.queries import judged_entries, whos_of
from selections.rules.phases import Phase, Who
from selections.rules.rulebook import Criterion, Stage

_PRINTED_IN = (Phase.CHECK, Phase.JUDGING)


@dataclass(frozen=True)
class BlankSheet:
    """An entry of which a sheet is printed; ``whose`` is empty where that is hidden."""

    number: int
    title: str
    whose: str


@dataclass(frozen=True)
class BlankSheets:
    """A stage with what is scored, and the entries of which a person may print sheets."""

    stage: Stage
    criteria: Sequence[Criterion]
    sheets: Sequence[BlankSheet]


def blank_sheets(user: User, selection_round: SelectionRound, code: str) -> BlankSheets | None:
    """Return the sheets of a stage that a person may print; None where there are none. At most four queries.

    While entries are assigned and scored: for the secretariat those of all, for others those of what they score.
    """
    rulebook = selection_round.rulebook
    stage = next((one for one in rulebook.stages if one.code == code), None)
    if stage is None or selection_round.phase not in _PRINTED_IN:
        return None
    entries = _entries(user, selection_round, stage)
    return BlankSheets(stage, rulebook.criteria_of(code), [_sheet(one, stage) for one in entries]) if entries else None


def _entries(user: User, selection_round: SelectionRound, stage: Stage) -> list[Entry]:
    if Who.SECRETARIAT not in whos_of(user, selection_round):
        return [one.entry for one in own_assignments(user).filter(entry__round=selection_round, stage=stage.code)]
    if stage not in selection_round.rulebook.stages_before(selection_round.present_cut.code):
        return []
    return list(judged_entries(selection_round).select_related(*WHOSE).defer("record", "answers").order_by("number"))


def _sheet(entry: Entry, stage: Stage) -> BlankSheet:
    blind = bool(stage.blind)
    whose = "" if blind else " · ".join(str(one) for one in (entry.unit, entry.unit.agency) if one)
    return BlankSheet(entry.number, title_of(entry, blind=blind), whose)
