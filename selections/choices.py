"""The words for what the rules know by codes."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from innovations.models import Award
from selections.rules.checks import Check, Found
from selections.rules.conflicts import Conflict
from selections.rules.entries import EntryState, EntryStep
from selections.rules.lacking import Lack
from selections.rules.phases import Block, Phase, RoundStep

PHASES: dict[Phase, Any] = {
    Phase.DRAFT: _("Rules being written"),
    Phase.OPEN: _("Taking entries"),
    Phase.CHECK: _("Administrative selection"),
    Phase.JUDGING: _("Scoring"),
    Phase.PANEL: _("Panel"),
    Phase.OBJECTION: _("List published, time for objections"),
    Phase.FINISHED: _("Finished"),
}

ROUND_STEPS: dict[RoundStep, Any] = {
    RoundStep.OPEN: _("Open the round"),
    RoundStep.CLOSE: _("Close the entries and begin the administrative selection"),
    RoundStep.JUDGE: _("Begin the scoring"),
    RoundStep.CONVENE: _("Hand over to the panel"),
    RoundStep.FREEZE: _("Freeze and publish the list"),
    RoundStep.REVISE: _("Take the list back to the panel"),
    RoundStep.NEXT: _("Begin the scoring for the next list"),
    RoundStep.FINISH: _("Finish the round"),
}

BLOCKS: dict[Block, Any] = {
    Block.PHASE: _("This step is not possible in the present phase of the round."),
    Block.RULES: _("Rules are blank. Set them all first."),
    Block.DATES: _("The closing time has passed already. Set a later one."),
    Block.NOT_CLOSED: _("Entries are still taken. Wait for the closing time."),
    Block.MENDING: _("Units may still mend their entries."),
    Block.ENTRIES: _("No entry has been admitted."),
    Block.UNDECIDED: _("Entries wait for the decision of the secretariat."),
    Block.UNASSIGNED: _("Entries lack evaluators. Assign them first."),
    Block.REVIEWS: _("Reviews have not been handed in yet."),
    Block.SPREAD: _("Evaluators lie too far apart on entries that have no further evaluator yet."),
    Block.OBJECTIONS: _("Objections wait for an answer."),
    Block.OBJECTION_TIME: _("The time for objections still runs."),
    Block.OBJECTIONS_OVER: _("The time for objections to this list is over already. Amend until when they are taken."),
    Block.LAST_CUT: _("This was the last list of the round. Finish it."),
    Block.MORE_CUTS: _("The round has a further list. Begin its scoring."),
    Block.REASON: _("Say why, in words."),
}

LACKS: dict[Lack, Any] = {
    Lack.OPENS: _("the opening time"),
    Lack.CLOSES: _("the closing time"),
    Lack.CLOSES_FIRST: _("a closing time after the opening"),
    Lack.MENDING: _("until when entries may be mended, not before closing"),
    Lack.CHECK_OBJECTIONS: _("until when objections to the check are taken, after the time for mending"),
    Lack.GROUPS: _("at least one group"),
    Lack.CATEGORIES: _("at least one category"),
    Lack.SECTIONS: _("at least one question of the form"),
    Lack.AGE: _("the least age"),
    Lack.ENTRANCE: _("how many entries an agency may hand in"),
    Lack.QUOTA: _("the quota"),
    Lack.AWARDS: _("what earlier awards mean"),
    Lack.AWARD_LIMITS: _("how many awards of which rank are allowed"),
    Lack.WORDS: _("the word limit"),
    Lack.FILE_SIZE: _("the largest file size"),
    Lack.STAGES: _("the stage of scoring"),
    Lack.PER_ENTRY: _("the number of evaluators for each entry"),
    Lack.SPREAD: _("how far evaluators may lie apart"),
    Lack.OFFICIAL: _("which mean counts"),
    Lack.BLIND: _("whether unit and place are hidden"),
    Lack.DUE: _("by when it is scored"),
    Lack.CRITERIA: _("at least one criterion"),
    Lack.WEIGHT: _("the weight, above 0"),
    Lack.SCALE: _("the least and the most points"),
    Lack.ANCHORS: _("what the points mean in words"),
    Lack.CUTS: _("at least one list to be cut"),
    Lack.SIZE: _("the number of places for each group"),
    Lack.COMBINATION: _("how stages combine, with a stage of its own"),
    Lack.OBJECTIONS: _("until when objections are taken"),
    Lack.TIE_CRITERION: _("the criterion that decides a tie"),
    Lack.CONFLICTS: _("whether agency and province make a conflict of interest"),
    Lack.CODES: _("codes that differ from each other"),
}

ENTRY_STATES: dict[EntryState, Any] = {
    EntryState.DRAFT: _("Being written"),
    EntryState.PROPOSED: _("With the local admin"),
    EntryState.SUBMITTED: _("Submitted"),
    EntryState.MENDING: _("To be mended by the unit"),
    EntryState.ADMITTED: _("Admitted"),
    EntryState.REJECTED: _("Not admitted"),
    EntryState.WITHDRAWN: _("Withdrawn"),
}

ENTRY_STEPS: dict[EntryStep, Any] = {
    EntryStep.PROPOSE: _("Pass to the local admin"),
    EntryStep.SUBMIT: _("Submit to the secretariat"),
    EntryStep.RETURN: _("Return to the unit"),
    EntryStep.ADMIT: _("Admit"),
    EntryStep.ASK_TO_MEND: _("Ask the unit to mend it"),
    EntryStep.REJECT: _("Do not admit"),
    EntryStep.MEND: _("Hand in what was mended"),
    EntryStep.WITHDRAW: _("Withdraw"),
}

CHECKS: dict[Check, Any] = {
    Check.AGE: _("Age"),
    Check.QUOTA: _("Quota of the agency"),
    Check.ANSWERS: _("Answers"),
    Check.WORDS: _("Word limits"),
    Check.PAPERS: _("Attachments"),
    Check.AWARDS: _("Earlier awards"),
    Check.ORIGINAL: _("Innovation that it copies"),
    Check.LIKENESS: _("Same or nearly the same as another"),
}

OUTCOMES: dict[Found, Any] = {
    Found.PASS: _("passes"),
    Found.FAIL: _("fails"),
    Found.UNKNOWN: _("not known"),
}

CONFLICTS: dict[Conflict, Any] = {
    Conflict.UNIT: _("own unit"),
    Conflict.AGENCY: _("own agency"),
    Conflict.REGION: _("same province"),
    Conflict.DECLARED: _("declared conflict of interest"),
}


SCHEMES_OF_AGENCIES = frozenset({Award.Scheme.PROVINCIAL, Award.Scheme.OTHER})
"""What a round of an agency can award; the others are awarded by the nation, or the world."""


class SeatRole(models.TextChoices):
    """What a person does in a round."""

    SECRETARIAT = "secretariat", _("Secretariat")
    EVALUATOR = "evaluator", _("Evaluator")
    PANEL = "panel", _("Panellist")
