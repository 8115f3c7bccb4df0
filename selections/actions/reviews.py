"""Score sheets: keeping them while they are filled, handing them in, and opening one again."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.models import User
from selections.actions.held_entries import require_impartial
from selections.actions.log import log
from selections.actions.rounds import lock_round
from selections.errors import FlawedSheetError, SelectionError, StaleSheetError, words_of
from selections.judging.letters import tell_of_reopening
from selections.models import Assignment, Review, SelectionRound
from selections.rules.phases import Phase
from selections.rules.rulebook import Criterion
from selections.rules.sheets import lacking, off_scale
from selections.rules.verification import digest


@transaction.atomic
def save_review(
    actor: User, assignment: Assignment, points: Mapping[str, Decimal], comments: Mapping[str, str], *, seen: int
) -> Review:
    """Keep what an evaluator has given so far; the same again changes nothing, so that a double click is one.

    The log tells of handing in and not of every keystroke that was kept.
    Raises PermissionDenied for what is not the person's, SelectionError where no scores are taken or the
    sheet is handed in, FlawedSheetError for points off the scale, and StaleSheetError where another
    window has kept something else.
    """
    held, criteria = _hold_own(actor, assignment)
    review = _review_of(held)
    given = {one.code: str(points[one.code]) for one in criteria if one.code in points}
    said = {one.code: comments[one.code] for one in criteria if comments.get(one.code)}
    if (given, said) == (review.points, review.comments):
        return review
    if review.handed_in_at is not None:
        raise SelectionError(_("This score sheet is handed in, so it does not change any more."))
    if review.version != seen:
        raise StaleSheetError(review)
    if flawed := off_scale(criteria, points):
        raise FlawedSheetError(flawed)
    review.points, review.comments = given, said
    return _stored(review)


@transaction.atomic
def hand_in(actor: User, assignment: Assignment, *, seen: int) -> Review:
    """Hand in what was kept; from then on it is final. Repeating it changes nothing.

    The log keeps the hash of the sheet and not its points, which nobody sees before the panel sits.
    Raises as ``save_review`` does, and FlawedSheetError naming every criterion that lacks something.
    """
    held, criteria = _hold_own(actor, assignment)
    review = _review_of(held)
    if review.handed_in_at is not None:
        return review
    if review.version != seen:
        raise StaleSheetError(review)
    points = {code: Decimal(given) for code, given in review.points.items()}
    if flawed := lacking(criteria, points, review.comments):
        raise FlawedSheetError(flawed)
    review.handed_in_at = timezone.now()
    _stored(review)
    sheet = digest({"points": review.points, "comments": review.comments})
    log("review_handed_in", held.entry, actor, seat=held.seat_id, stage=held.stage, sheet_sha256=sheet)
    return review


@transaction.atomic
def reopen_review(actor: User, review: Review, reason: str) -> Review:
    """Open a score sheet again for the secretariat, on record with the reason, and tell its evaluator.

    Raises PermissionDenied, SelectionError where no scores are taken, the sheet is not handed in, its
    evaluator works here no more, with a conflict of interest, or without a reason.
    """
    selection_round = lock_round(actor, review.assignment.entry.round)
    held = Assignment.objects.select_related("entry", "seat__user").get(pk=review.assignment_id)
    _require_scored_now(selection_round, held)
    require_impartial(actor, held.entry)
    locked = Review.objects.select_for_update().get(pk=review.pk)
    if locked.handed_in_at is None:
        raise SelectionError(_("This score sheet is open already."))
    if held.seat.ended_at is not None:
        raise SelectionError(_("Its evaluator works here no more and could not hand it in again."))
    told = words_of(reason)
    locked.handed_in_at = None
    _stored(locked)
    log("review_reopened", held.entry, actor, seat=held.seat_id, stage=held.stage, reason=told)
    tell_of_reopening(held, locked.version, told)
    return locked


def _hold_own(actor: User, assignment: Assignment) -> tuple[Assignment, Sequence[Criterion]]:
    """Lock an assignment of the person's, and return it with what is scored."""
    selection_round = SelectionRound.objects.hold(entries__assignments=assignment.pk)
    held = Assignment.objects.select_related("entry", "seat").get(pk=assignment.pk)
    if held.seat.user_id != actor.pk or held.seat.ended_at is not None:
        raise PermissionDenied
    if held.ended_at is not None:
        raise SelectionError(_("This entry was given to somebody else, so nothing was stored."))
    _require_scored_now(selection_round, held)
    return held, selection_round.rulebook.criteria_of(held.stage)


def _require_scored_now(selection_round: SelectionRound, held: Assignment) -> None:
    scored = selection_round.phase == Phase.JUDGING and held.stage in {
        stage.code for stage in selection_round.rulebook.stages_before(selection_round.present_cut.code)
    }
    if not scored:
        raise SelectionError(_("No scores are taken for this stage now, so nothing was stored."))


def _review_of(held: Assignment) -> Review:
    return Review.objects.select_for_update().filter(assignment=held).first() or Review(assignment=held)


def _stored(review: Review) -> Review:
    review.version += 1
    review.save()
    return review
