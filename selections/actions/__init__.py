"""Every write of this room."""

from selections.actions.assignments import CONFLICTS_TOLD_IN, add_further, assign, declare_conflict, lift_conflict
from selections.actions.checks import decide_finding
from selections.actions.entries import enter_case, pin_again, save_answers
from selections.actions.entry_steps import take_entry_step
from selections.actions.freezes import freeze
from selections.actions.invited_units import invite_unit, withdraw_unit_invitation
from selections.actions.objections import answer_objection_to_check, object_to_check
from selections.actions.panel import move_across, note_in_panel, take_move_back, vote
from selections.actions.papers import attach_paper
from selections.actions.reviews import hand_in, reopen_review, save_review
from selections.actions.rounds import amend_rules, change_identity, change_rules, prepare_round, take_on
from selections.actions.runs import request_check, request_freeze
from selections.actions.seats import accept_seat, end_seat, invite_to_round, withdraw_seat_invitation

__all__ = [
    "CONFLICTS_TOLD_IN",
    "accept_seat",
    "add_further",
    "amend_rules",
    "answer_objection_to_check",
    "assign",
    "attach_paper",
    "change_identity",
    "change_rules",
    "decide_finding",
    "declare_conflict",
    "end_seat",
    "enter_case",
    "freeze",
    "hand_in",
    "invite_to_round",
    "invite_unit",
    "lift_conflict",
    "move_across",
    "note_in_panel",
    "object_to_check",
    "pin_again",
    "prepare_round",
    "reopen_review",
    "request_check",
    "request_freeze",
    "save_answers",
    "save_review",
    "take_entry_step",
    "take_move_back",
    "take_on",
    "vote",
    "withdraw_seat_invitation",
    "withdraw_unit_invitation",
]
