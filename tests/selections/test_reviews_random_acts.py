"""Random acts by evaluators and the secretariat: no score that was handed in is lost."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selections.actions import add_further, assign, declare_conflict, end_seat, hand_in, reopen_review, save_review
from selections.errors import SelectionError
from selections.models import Assignment, Review
from selections.rules.phases import Phase

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]
STAGE = "substance"

ACTS = st.lists(
    st.tuples(
        st.sampled_from(["save", "hand_in", "reopen", "drop", "conflict", "further"]),
        st.integers(0, 999),
        st.integers(0, 100),
    ),
    min_size=5,
    max_size=40,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whatever_people_do_no_score_that_was_handed_in_is_lost(checked, moderator, acts):
    """Points of a handed-in sheet change only after it was opened again, by its own evaluator."""
    with transaction.atomic():
        assign(moderator, checked, STAGE)
        checked.phase = Phase.JUDGING
        checked.save()
        final: dict[int, dict[str, str]] = {}
        for act, which, points in acts:
            _one_act(checked, moderator, act, which, points, final)
            held = {one.assignment_id: one for one in Review.objects.exclude(handed_in_at=None)}
            assert set(held) == set(final)
            assert {key: one.points for key, one in held.items()} == final
            assert not Assignment.objects.filter(pk__in=final).exclude(ended_at=None).exists()
        transaction.set_rollback(True)


def _one_act(checked, moderator, act, which, points, final):
    every = list(Assignment.objects.select_related("seat__user", "entry__round").order_by("pk"))
    one = every[which % len(every)]
    review = Review.objects.filter(assignment=one).first()
    seen = review.version if review else 0
    given_points = {"kebaruan": Decimal(points), "dampak": Decimal(points)}
    said = dict.fromkeys(given_points, "Catatan.")
    try:
        if act == "save":
            save_review(one.seat.user, one, given_points, said, seen=seen)
        elif act == "hand_in":
            final[one.pk] = hand_in(one.seat.user, one, seen=seen).points
        elif act == "reopen" and review is not None:
            reopen_review(moderator, review, "Alasan.")
            del final[one.pk]
        elif act == "drop":
            end_seat(moderator, one.seat)
        elif act == "conflict":
            declare_conflict(moderator, one.seat, one.entry, "Alasan.")
        elif act == "further":
            add_further(moderator, one.entry, STAGE)
    except (SelectionError, PermissionDenied):
        pass
