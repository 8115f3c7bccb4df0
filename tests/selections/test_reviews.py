"""Score sheets: what is kept, what is final, and what becomes of two windows and a double click."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from common.models import OutgoingMail
from selections.actions import hand_in, reopen_review, save_review
from selections.errors import FlawedSheetError, SelectionError, StaleSheetError
from selections.models import Assignment, Review
from selections.queries import log_of
from selections.rules.phases import Phase
from selections.rules.rulebook import Criterion
from selections.rules.sheets import Flaw, lacking
from tests.factories import UserFactory
from tests.selections.judging import entered, seats
from tests.together import together

pytestmark = pytest.mark.django_db
POINTS = {"kebaruan": Decimal(70), "dampak": Decimal("82.5")}
COMMENTS = {"kebaruan": "Baru di daerahnya.", "dampak": "Antrean hilang."}


@pytest.fixture
def held(make_round) -> Assignment:
    judged = make_round(Phase.JUDGING)
    entry, seat = entered(judged, 1), seats(judged, 1)[0]
    return Assignment.objects.create(entry=entry, seat=seat, stage="substance")


def _save(held, points=None, comments=None, seen=0):
    given = POINTS if points is None else points
    return save_review(held.seat.user, held, given, COMMENTS if comments is None else comments, seen=seen)


def _handed_in(held):
    return hand_in(held.seat.user, held, seen=_save(held).version)


@pytest.mark.parametrize(
    ("points", "comments", "flaws"),
    [
        ({"a": "5", "b": "1"}, {"a": "x", "b": "y"}, []),
        ({}, {}, [("a", Flaw.POINTS), ("a", Flaw.COMMENT), ("b", Flaw.POINTS), ("b", Flaw.COMMENT)]),
        ({"a": "0", "b": "3"}, {"a": "x", "b": " "}, [("a", Flaw.SCALE), ("b", Flaw.COMMENT)]),
        ({"a": "1", "b": "5.01"}, {"a": "x", "b": "y"}, [("b", Flaw.SCALE)]),
    ],
)
def test_a_sheet_needs_points_on_the_scale_and_a_comment_for_each_criterion(points, comments, flaws):
    criteria = [Criterion(code, code, "s", least=Decimal(1), most=Decimal(5)) for code in ("a", "b")]
    given = {code: Decimal(one) for code, one in points.items()}

    assert [(one.code, flaw) for one, flaw in lacking(criteria, given, comments)] == flaws


def test_points_are_kept_exactly_and_may_be_incomplete(held):
    kept = _save(held, {"dampak": Decimal("82.50")}, {})

    assert (kept.points, kept.comments, kept.version, kept.handed_in_at) == ({"dampak": "82.50"}, {}, 1, None)


def test_points_off_the_scale_are_refused_with_the_name_of_the_criterion(held):
    with pytest.raises(FlawedSheetError, match=r"Dampak.*0.*100"):
        _save(held, {"dampak": Decimal(101)})
    assert not Review.objects.exists()


def test_what_lacks_is_named_and_what_was_kept_stays(held):
    kept = _save(held, {"dampak": Decimal(50)}, {"dampak": "Cukup."})
    with pytest.raises(FlawedSheetError, match="Kebaruan"):
        hand_in(held.seat.user, held, seen=kept.version)

    kept.refresh_from_db()
    assert (kept.points, kept.handed_in_at) == ({"dampak": "50"}, None)


def test_what_is_handed_in_is_final(held):
    handed_in = _handed_in(held)

    with pytest.raises(SelectionError):
        _save(held, {"kebaruan": Decimal(1)}, seen=handed_in.version)
    handed_in.refresh_from_db()
    assert handed_in.points == {"kebaruan": "70", "dampak": "82.5"}


def test_a_double_click_keeps_and_hands_in_once(held):
    _handed_in(held)
    again = _handed_in(held)

    assert (again.version, Review.objects.count()) == (2, 1)
    assert log_of(held.entry.round).filter(verb="selection.review_handed_in").count() == 1


def test_the_log_does_not_tell_the_points(held):
    _handed_in(held)

    event = log_of(held.entry.round).get()
    assert len(event.data["sheet_sha256"]) == 64
    assert "82.5" not in str(event.data)


def test_a_second_window_is_told_and_nothing_is_lost(held):
    _save(held)
    with pytest.raises(StaleSheetError) as told:
        _save(held, {"kebaruan": Decimal(10)})

    assert told.value.stored.points == {"kebaruan": "70", "dampak": "82.5"}
    assert Review.objects.get().version == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_windows_at_the_same_moment_one_wins_and_the_other_is_told(held):
    def window(points):
        def act():
            try:
                return _save(held, {"kebaruan": Decimal(points)})
            except StaleSheetError as error:
                return error

        return act

    done = together(window(10), window(20))

    kept = Review.objects.get()
    winners = [one for one in done if isinstance(one, Review)]
    assert len(winners) == 1
    assert kept.points == winners[0].points
    assert [one.stored.points for one in done if isinstance(one, StaleSheetError)] == [kept.points]


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.JUDGING])
def test_scores_are_taken_in_the_phase_of_scoring_alone(held, phase):
    kept = _save(held)
    held.entry.round.phase = phase
    held.entry.round.save()

    for act in (lambda: _save(held, {}, seen=1), lambda: hand_in(held.seat.user, held, seen=kept.version)):
        with pytest.raises(SelectionError):
            act()


def test_a_stage_of_another_list_is_not_scored(held):
    held.stage = "interview"
    held.save()
    with pytest.raises(SelectionError):
        _save(held)


def test_nobody_scores_for_somebody_else_nor_after_the_end(held, seated, moderator):
    for other in (UserFactory(), moderator, seated(held.entry.round, "evaluator")):
        with pytest.raises(PermissionDenied):
            save_review(other, held, POINTS, COMMENTS, seen=0)
    held.seat.ended_at = timezone.now()
    held.seat.save()
    with pytest.raises(PermissionDenied):
        _save(held)


def test_an_entry_that_was_given_to_somebody_else_is_not_scored(held):
    Assignment.objects.update(ended_at=timezone.now())
    with pytest.raises(SelectionError):
        _save(held)


def test_opening_again_keeps_the_scores_and_is_on_record(held, moderator):
    opened = reopen_review(moderator, _handed_in(held), "Angka tertukar.")

    assert (opened.handed_in_at, opened.points) == (None, {"kebaruan": "70", "dampak": "82.5"})
    event = log_of(held.entry.round).first()
    assert (event.verb, event.data["reason"]) == ("selection.review_reopened", "Angka tertukar.")
    assert OutgoingMail.objects.get().to == held.seat.user.email
    again = _save(held, {**POINTS, "kebaruan": Decimal(75)}, seen=opened.version)
    assert hand_in(held.seat.user, held, seen=again.version).points["kebaruan"] == "75"


def test_only_the_secretariat_opens_again_with_a_reason_while_scores_are_taken(held, moderator):
    review = _handed_in(held)
    with pytest.raises(PermissionDenied):
        reopen_review(held.seat.user, review, "Ingin mengubah.")
    with pytest.raises(SelectionError):
        reopen_review(moderator, review, " ")
    held.entry.round.phase = Phase.PANEL
    held.entry.round.save()
    with pytest.raises(SelectionError):
        reopen_review(moderator, review, "Terlambat.")
    review.refresh_from_db()
    assert review.handed_in_at is not None
