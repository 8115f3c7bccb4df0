"""Every write of this room."""

from selections.actions.freezes import freeze
from selections.actions.panel import move_across, note_in_panel, take_move_back, vote
from selections.actions.rounds import amend_rules, change_identity, change_rules, prepare_round, take_on

__all__ = [
    "amend_rules",
    "change_identity",
    "change_rules",
    "freeze",
    "move_across",
    "note_in_panel",
    "prepare_round",
    "take_move_back",
    "take_on",
    "vote",
]
