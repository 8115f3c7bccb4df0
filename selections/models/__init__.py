"""Models of the selection room."""

from selections.models.collections import CollectedCase, Collection, rounds_to_share_with
from selections.models.entries import CheckFinding, Entry, EntryPaper, InvitedUnit, Objection
from selections.models.filled_forms import FilledAnswer, FilledForm
from selections.models.freezes import Freeze, Placement
from selections.models.judging import Assignment, Review
from selections.models.panel import Move, PanelNote, Vote
from selections.models.rankings import CutRanking
from selections.models.rounds import SelectionRound
from selections.models.runs import CheckRun, FreezeRun
from selections.models.seats import DeclaredConflict, Seat, SeatInvitation

__all__ = [
    "Assignment",
    "CheckFinding",
    "CheckRun",
    "CollectedCase",
    "Collection",
    "CutRanking",
    "DeclaredConflict",
    "Entry",
    "EntryPaper",
    "FilledAnswer",
    "FilledForm",
    "Freeze",
    "FreezeRun",
    "InvitedUnit",
    "Move",
    "Objection",
    "PanelNote",
    "Placement",
    "Review",
    "Seat",
    "SeatInvitation",
    "SelectionRound",
    "Vote",
    "rounds_to_share_with",
]
