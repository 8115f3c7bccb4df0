"""The words for the acts of a round's log, by what comes after «selection.» in their verbs."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from selections.choices import ENTRY_STEPS, ROUND_STEPS

_PREFIX = "selection."

ACTS: dict[str, Any] = {
    "round_prepared": _("Prepared the round"),
    "round_renamed": _("Changed how the round is called"),
    "rules_changed": _("Changed the rules"),
    "rules_amended": _("Amended the rules"),
    **{f"round_{step}": words for step, words in ROUND_STEPS.items()},
    "entry_begun": _("Began an entry"),
    "entry_written": _("Wrote in an entry"),
    "entry_paper": _("Changed an attachment"),
    "entry_pinned": _("Took the case anew into an entry"),
    **{f"entry_{step}": words for step, words in ENTRY_STEPS.items()},
    "unit_invited": _("Invited a unit to a group"),
    "unit_invitation_withdrawn": _("Took the invitation of a unit back"),
    "check_requested": _("Had all entries checked"),
    "entry_finding": _("Decided about a check"),
    "entry_objection": _("Objected to a check"),
    "entry_answer": _("Answered an objection to a check"),
    "seat_offered": _("Invited somebody to the team"),
    "seat_offer_withdrawn": _("Withdrew an invitation to the team"),
    "seat_taken": _("Joined the team"),
    "seat_ended": _("Ended somebody's part in the team"),
    "conflict_declared": _("Declared a conflict of interest"),
    "conflict_lifted": _("Lifted a conflict of interest"),
    "assigned": _("Assigned entries to evaluators"),
    "assignments_ended": _("Took entries from an evaluator"),
    "review_handed_in": _("Handed in a score sheet"),
    "review_reopened": _("Reopened a score sheet"),
    "panel_noted": _("Noted what the panel said"),
    "panel_voted": _("Voted in the panel"),
    "panel_moved": _("Moved an entry across the line"),
    "panel_move_taken_back": _("Took a move across the line back"),
    "freeze_requested": _("Had the list frozen"),
    "list_frozen": _("Froze a list"),
    "list_objected": _("Objected to a list"),
    "objection_answered": _("Answered an objection to a list"),
}


def act_words(verb: str) -> str:
    """Return the words for an act; of one without words its name."""
    return str(ACTS.get(verb.removeprefix(_PREFIX), verb))


def verb_of(act: str) -> str:
    """Return the verb of an act in the event log."""
    return f"{_PREFIX}{act}"
