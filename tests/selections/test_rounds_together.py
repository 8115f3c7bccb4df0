"""Two acts in a round at the same moment: one comes after the other, and what is frozen is what there is."""

from functools import partial

import pytest
from django.utils import timezone

from selections import actions
from selections.errors import SelectionError
from selections.models import Freeze, Review, SelectionRound, Vote
from selections.panel.verifying import changes_since
from selections.results.objecting import answer_objection, object_to_list
from selections.rules.lacking import lacking
from selections.rules.phases import Phase, RoundStep
from tests.factories import MemberFactory
from tests.selections.judging import entered, score_all, seats
from tests.selections.published import convene, publish
from tests.selections.rulebooks import rulebook
from tests.together import in_the_middle, together

pytestmark = pytest.mark.django_db(transaction=True)


def tried(act, *args, **told):
    """Return an act to begin later; what refuses it is what it gives."""

    def attempt():
        try:
            return act(*args, **told)
        except SelectionError as error:
            return error

    return attempt


def refused(given):
    return [isinstance(one, SelectionError) for one in given]


@pytest.fixture
def judged(make_round):
    """A round whose score sheets are all handed in, with nothing else in the way of the panel."""
    held = make_round(Phase.JUDGING)
    score_all([entered(held, 1)], seats(held, 2), {1: [("80", "90"), ("70", "80")]})
    return held


@pytest.fixture
def convened(selection_round):
    convene(selection_round)
    return selection_round


@pytest.fixture
def reopen(judged, moderator):
    return tried(actions.reopen_review, moderator, Review.objects.first(), "Salah lembar.")


@pytest.fixture
def hand_over(judged, moderator):
    return tried(actions.take_on, moderator, judged, RoundStep.CONVENE, seen=judged.version)


def test_a_sheet_that_is_opened_while_the_panel_is_convened_is_final(judged, reopen, hand_over):
    assert refused(in_the_middle(hand_over, reopen, where="selections.actions.rounds.keep_ranking")) == [False, True]
    judged.refresh_from_db()
    assert judged.phase == Phase.PANEL
    assert not Review.objects.filter(handed_in_at=None).exists()


def test_a_panel_is_not_convened_while_a_sheet_is_opened(judged, reopen, hand_over):
    where = "selections.actions.reviews.tell_of_reopening"
    assert refused(in_the_middle(reopen, hand_over, where=where)) == [False, True]
    judged.refresh_from_db()
    assert judged.phase == Phase.JUDGING


def test_no_sheet_is_opened_for_somebody_whose_work_ends_meanwhile(judged, reopen, moderator):
    end = partial(actions.end_seat, moderator, Review.objects.first().assignment.seat)
    assert refused(in_the_middle(end, reopen, where="selections.actions.seats.tell_of_end")) == [False, True]


@pytest.fixture
def vote(convened, seated):
    return tried(actions.vote, seated(convened, "panel"), convened.entries.get(number=1), for_it=True)


@pytest.fixture
def move(convened, seated):
    reason = "Menjangkau pulau terluar."
    return tried(
        actions.move_across, seated(convened, "panel"), convened.entries.get(number=3), onto=True, reason=reason
    )


@pytest.fixture
def freeze(convened, moderator):
    return tried(actions.freeze, moderator, convened, seen=convened.version)


@pytest.mark.parametrize("act", ["vote", "move"])
def test_what_the_panel_says_while_its_list_is_frozen_comes_too_late(convened, freeze, act, request):
    late = request.getfixturevalue(act)
    assert refused(in_the_middle(freeze, late, where="selections.actions.freezes.canonical")) == [False, True]
    assert list(changes_since(convened)) == []


def test_a_vote_before_the_freeze_is_on_the_list(convened, freeze, vote):
    assert refused(in_the_middle(vote, freeze, where="selections.actions.panel.log")) == [False, False]
    assert Vote.objects.count() == 1
    assert list(changes_since(convened)) == []


def test_a_move_before_the_freeze_makes_its_list_too_long(convened, freeze, move):
    assert refused(in_the_middle(move, freeze, where="selections.actions.panel.log")) == [False, True]
    assert not Freeze.objects.exists()


def test_of_two_who_freeze_at_once_one_wins(convened, freeze):
    given = together(freeze, freeze)
    assert sorted(isinstance(one, Freeze) for one in given) == [False, True]
    assert Freeze.objects.count() == 1


def test_two_who_ask_for_a_freeze_at_once_ask_for_one(convened, moderator, settings):
    settings.TASKS = {**settings.TASKS, "selections": settings.IN_A_WORKER}
    ask = partial(actions.request_freeze, moderator, convened, seen=convened.version)
    first, second = in_the_middle(ask, ask, where="selections.actions.runs.log")
    assert first == second


@pytest.fixture
def draft(moderator):
    identity = {"name": "KIPP", "year": 2027, "organiser": "Kementerian", "scheme": "kipp", "legal_basis": ""}
    return actions.prepare_round(moderator, identity, rules=rulebook(timezone.now()))


@pytest.fixture
def blank(draft, moderator):
    return tried(actions.change_rules, moderator, draft, draft.rules | {"categories": []}, seen=draft.version)


@pytest.fixture
def amend(draft, moderator):
    rules = draft.rules | {"conflicts": {"agency": True, "region": True}}
    return tried(actions.amend_rules, moderator, draft, rules, "Salah ketik.", seen=draft.version)


@pytest.fixture
def opening(draft, moderator):
    return tried(actions.take_on, moderator, draft, RoundStep.OPEN, seen=draft.version)


@pytest.mark.parametrize("act", ["blank", "amend"])
def test_rules_that_are_changed_while_the_round_opens_stay_as_they_opened(draft, opening, act, request):
    late, rules = request.getfixturevalue(act), draft.rules
    assert refused(in_the_middle(opening, late, where="selections.actions.rounds.log")) == [False, True]
    held = SelectionRound.objects.get()
    assert (held.phase, held.rules) == (Phase.OPEN, rules)


def test_a_round_does_not_open_with_rules_that_nobody_looked_at(draft, opening, blank):
    assert refused(in_the_middle(blank, opening, where="selections.actions.rounds.log")) == [False, True]
    held = SelectionRound.objects.get()
    assert held.phase == Phase.DRAFT
    assert lacking(held.rulebook)


@pytest.fixture
def objected(selection_round, moderator):
    """A round that freezes its list again, and an objection to the first that waits for its answer."""
    publish(selection_round, moderator)
    unit = selection_round.entries.get(number=3).unit
    objection = object_to_list(MemberFactory(unit=unit).user, selection_round, unit, "Keliru.")
    actions.take_on(moderator, selection_round, RoundStep.REVISE, seen=selection_round.version, note="Sanggahan.")
    selection_round.refresh_from_db()
    return objection


@pytest.fixture
def answer(objected, moderator):
    return tried(answer_objection, moderator, objected, "Diterima.")


@pytest.fixture
def again(objected, moderator):
    return tried(actions.freeze, moderator, objected.round, seen=SelectionRound.objects.get().version)


def test_an_answer_while_the_list_is_frozen_again_comes_after_it(objected, again, answer):
    assert refused(in_the_middle(again, answer, where="selections.actions.freezes.canonical")) == [False, False]
    assert list(changes_since(objected.round)) == []


def test_an_answer_before_the_list_is_frozen_again_is_in_it(objected, again, answer):
    where = "selections.results.objecting._tell_objector"
    assert refused(in_the_middle(answer, again, where=where)) == [False, False]
    assert list(changes_since(objected.round)) == []
