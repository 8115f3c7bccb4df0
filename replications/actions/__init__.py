"""Every write of this room."""

from replications.actions.agreements import attach_signed_file, propose_agreement
from replications.actions.implementation import Report, grow_case, start, tell_milestone, tell_results
from replications.actions.inquiries import answer_inquiry, forget_inquirers, inquire
from replications.actions.questions import accept_answer, ask, hide_post, reply, restore_post
from replications.actions.reminders import remind
from replications.actions.role_models import name_role_model, withdraw_role_model
from replications.actions.steps import express_interest, take_step

__all__ = [
    "Report",
    "accept_answer",
    "answer_inquiry",
    "ask",
    "attach_signed_file",
    "express_interest",
    "forget_inquirers",
    "grow_case",
    "hide_post",
    "inquire",
    "name_role_model",
    "propose_agreement",
    "remind",
    "reply",
    "restore_post",
    "start",
    "take_step",
    "tell_milestone",
    "tell_results",
    "withdraw_role_model",
]
