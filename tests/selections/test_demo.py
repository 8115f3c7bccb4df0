"""The made-up rounds: of made-up units alone, in every phase that there is something to do, and sound."""

import json

import pytest

from innovations.demo import load_demo, remove_demo
from selections.models import Assignment, Entry, Freeze, Placement, Review, Seat, SelectionRound
from selections.panel.verifying import changes_since
from selections.rules.lacking import lacking
from selections.rules.phases import Phase
from selections.rules.verification import verify

pytestmark = pytest.mark.django_db


def test_the_rounds_are_marked_and_sound():
    load_demo()
    rounds = SelectionRound.objects.all()
    assert {one.phase for one in rounds} == {Phase.OPEN, Phase.JUDGING, Phase.OBJECTION}
    assert all(one.example and not lacking(one.rulebook) for one in rounds)
    assert not Entry.objects.exclude(case__example=True, unit__example=True).exists()
    frozen = Freeze.objects.get()
    assert verify({"sha256": frozen.sha256, "shortlist": json.loads(frozen.payload)}) == []
    assert list(changes_since(frozen.round)) == []
    assert Placement.objects.count() == 6
    open_reviews = Assignment.objects.filter(entry__round__phase=Phase.JUDGING, review=None)
    assert open_reviews.exists()


def test_loading_again_adds_nothing_and_removing_takes_all_but_what_is_frozen():
    load_demo()
    counts = [kind.objects.count() for kind in (SelectionRound, Entry, Review)]
    load_demo()
    assert [kind.objects.count() for kind in (SelectionRound, Entry, Review)] == counts
    remove_demo()
    assert not any(kind.objects.exists() for kind in (Entry, Review, Assignment, Placement, Seat))
    assert [one.phase for one in SelectionRound.objects.all()] == [Phase.DRAFT]
