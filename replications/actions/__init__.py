"""Every write of this room."""

from replications.actions.agreements import attach_signed_file, propose_agreement
from replications.actions.implementation import Report, grow_case, start, tell_milestone, tell_results
from replications.actions.steps import express_interest, take_step

__all__ = [
    "Report",
    "attach_signed_file",
    "express_interest",
    "grow_case",
    "propose_agreement",
    "start",
    "take_step",
    "tell_milestone",
    "tell_results",
]
