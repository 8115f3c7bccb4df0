"""Every write of this room besides imports."""

from innovations.actions.confirmation import (
    Confirmation,
    ConfirmationRefusedError,
    confirm_case,
    remind_of_confirmations,
)
from innovations.actions.review import (
    ReviewRefusedError,
    SubmissionIncompleteError,
    decide_review,
    ensure_workflow,
    require_complete,
)
from innovations.actions.tags import forget_tags

__all__ = [
    "Confirmation",
    "ConfirmationRefusedError",
    "ReviewRefusedError",
    "SubmissionIncompleteError",
    "confirm_case",
    "decide_review",
    "ensure_workflow",
    "forget_tags",
    "remind_of_confirmations",
    "require_complete",
]
