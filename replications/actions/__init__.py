"""Every write of this room."""

from replications.actions.agreements import attach_signed_file, propose_agreement
from replications.actions.clinics import (
    add_material,
    announce_clinic,
    cancel_clinic,
    change_clinic,
    note_attendance,
    remove_material,
)
from replications.actions.implementation import Report, grow_case, start, tell_milestone, tell_results
from replications.actions.inquiries import answer_inquiry, forget_inquirers, inquire
from replications.actions.mentoring import (
    add_learner,
    change_mentoring,
    close_mentoring,
    plan_mentoring,
    remove_learner,
)
from replications.actions.questions import accept_answer, ask, hide_post, reply, restore_post
from replications.actions.registrations import give_feedback, register, withdraw_registration
from replications.actions.reminders import remind
from replications.actions.role_models import name_role_model, withdraw_role_model
from replications.actions.steps import express_interest, take_step

__all__ = [
    "Report",
    "accept_answer",
    "add_learner",
    "add_material",
    "announce_clinic",
    "answer_inquiry",
    "ask",
    "attach_signed_file",
    "cancel_clinic",
    "change_clinic",
    "change_mentoring",
    "close_mentoring",
    "express_interest",
    "forget_inquirers",
    "give_feedback",
    "grow_case",
    "hide_post",
    "inquire",
    "name_role_model",
    "note_attendance",
    "plan_mentoring",
    "propose_agreement",
    "register",
    "remind",
    "remove_learner",
    "remove_material",
    "reply",
    "restore_post",
    "start",
    "take_step",
    "tell_milestone",
    "tell_results",
    "withdraw_registration",
    "withdraw_role_model",
]
