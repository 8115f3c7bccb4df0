"""The words for what the rules know by codes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from replications.rules import ReplyKind, Side, State, Step

STATES: dict[State, Any] = {
    State.INTEREST: _("Interest shown, waits for an answer"),
    State.ASKED: _("The source has a question"),
    State.ACCEPTED: _("Accepted, agreement to be written"),
    State.PROPOSED: _("Agreement waits for the other signature"),
    State.AGREED: _("Agreed"),
    State.IMPLEMENTING: _("Being implemented"),
    State.ACHIEVED: _("Implemented, with results"),
    State.DECLINED: _("Declined"),
    State.WITHDRAWN: _("Withdrawn"),
    State.STOPPED: _("Stopped"),
}

SIDES: dict[Side, Any] = {Side.SOURCE: _("source unit"), Side.COPIER: _("unit that copies")}

STEPS: dict[Step, Any] = {
    Step.EXPRESS: _("Show interest"),
    Step.ASK: _("Ask first"),
    Step.REPLY: _("Answer the question"),
    Step.ACCEPT: _("Accept"),
    Step.DECLINE: _("Decline"),
    Step.WITHDRAW: _("Withdraw"),
    Step.PROPOSE: _("Write the agreement"),
    Step.SIGN: _("Sign the agreement"),
    Step.START: _("Begin the implementation"),
    Step.ACHIEVE: _("Tell the results"),
    Step.STOP: _("Stop"),
    Step.RESUME: _("Take it up again"),
}

DONE: dict[Step, Any] = {
    Step.EXPRESS: _("showed interest"),
    Step.ASK: _("asked"),
    Step.REPLY: _("answered the question"),
    Step.ACCEPT: _("accepted"),
    Step.DECLINE: _("declined"),
    Step.WITHDRAW: _("withdrew"),
    Step.PROPOSE: _("wrote the agreement"),
    Step.SIGN: _("signed the agreement"),
    Step.START: _("began the implementation"),
    Step.ACHIEVE: _("told the results"),
    Step.STOP: _("stopped"),
    Step.RESUME: _("took it up again"),
}
"""The same in the history: «Siti (unit): asked»."""

REACHED: dict[State, Any] = {
    State.INTEREST: _("Interest shown"),
    State.ACCEPTED: _("Accepted by the source unit"),
    State.AGREED: _("Agreed by both units"),
    State.IMPLEMENTING: _("Implementation begun"),
    State.ACHIEVED: _("Results told"),
}
"""The states of the way to results, as said of replications that came so far or further."""

REPLY_KINDS: dict[ReplyKind, Any] = {ReplyKind.ANSWER: _("answer"), ReplyKind.FOLLOW_UP: _("follow-up question")}
