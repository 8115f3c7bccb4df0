"""Random steps by random people: nothing forbidden succeeds, history and state always agree."""

from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selections.actions import take_entry_step
from selections.entries.queries import history, steps_for
from selections.errors import SelectionError
from selections.models import Entry
from selections.rules.entries import EntryStep, needs_note, state_after
from selections.rules.phases import Phase
from tests.factories import MemberFactory
from tests.selections.entering import entrant

pytestmark = pytest.mark.django_db
PEOPLE = ("writer", "admin", "moderator", "stranger", "evaluator")

ANY_ACT = st.tuples(
    st.sampled_from(PEOPLE), st.sampled_from(EntryStep), st.sampled_from(["", "Alasan."]), st.booleans()
)
SENSIBLE_ACT = st.integers(0, 1_000)
"""Which of all that is possible now."""
CLOSE = st.just("close")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ANY_ACT | SENSIBLE_ACT | CLOSE, min_size=5, max_size=25))
def test_history_and_state_always_agree(make_round, seated, moderator, acts):
    with transaction.atomic():
        held, one = make_round(), entrant()
        people = {"writer": one.writer, "admin": one.admin, "moderator": moderator, "stranger": MemberFactory().user}
        people["evaluator"] = seated(held, "evaluator")
        entry = one.enters(held)
        for act in acts:
            if act == "close":
                held.phase = Phase.CHECK
                held.save()
            else:
                _one_act(Entry.objects.get(pk=entry.pk), people, act)
        transaction.set_rollback(True)


def _one_act(entry, people, act):
    now = timezone.now()
    if isinstance(act, int):
        possible = [(who, step) for who in people for step in steps_for(people[who], entry, now)]
        if not possible:
            return
        who, step, note, stale = *possible[act % len(possible)], "Alasan.", False
    else:
        who, step, note, stale = act
    noted = bool(note) or not needs_note(step)
    allowed = step in steps_for(people[who], entry, now) and noted and not stale
    before = (entry.state, entry.version)
    try:
        take_entry_step(people[who], entry, step, seen=entry.version - stale, note=note)
    except (PermissionDenied, SelectionError):
        assert not allowed, (who, step, before)
        entry.refresh_from_db()
        assert (entry.state, entry.version) == before
    else:
        assert allowed, (who, step, before)
        _agrees(Entry.objects.get(pk=entry.pk), people[who], step)


def _agrees(entry, actor, step):
    told = list(history(entry))[::-1]
    assert told[-1].verb == f"selection.entry_{step}"
    assert told[-1].actor == actor
    assert entry.state == told[-1].data["after"] == state_after(step)
    assert len(told) == entry.version + 1
    assert all(one.data["after"] == two.data["before"] for one, two in pairwise(told))
