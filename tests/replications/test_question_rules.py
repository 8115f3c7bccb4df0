"""Who may do what in a thread, and since when one waits."""

from datetime import datetime, timedelta

import pytest

from replications.rules import Deed, ReplyKind, possible_deeds, waits_since
from units.rules import Act

WRITER = {Act.WRITE}
HEAD = {Act.WRITE, Act.ANSWER, Act.STAFF}
MODERATOR = {Act.WRITE, Act.ANSWER, Act.STAFF, Act.PUBLISH}
NOBODY: set[Act] = set()
A, F = ReplyKind.ANSWER, ReplyKind.FOLLOW_UP
START = datetime(2026, 3, 1)


@pytest.mark.parametrize(
    ("acts", "of_asking_unit", "hidden", "deeds"),
    [
        (NOBODY, False, False, set()),
        (NOBODY, True, False, {Deed.FOLLOW_UP, Deed.ACCEPT}),
        (WRITER, False, False, {Deed.ANSWER, Deed.ACCEPT}),
        (WRITER, True, False, {Deed.ANSWER, Deed.ACCEPT}),
        (HEAD, False, False, {Deed.ANSWER, Deed.ACCEPT, Deed.HIDE}),
        (MODERATOR, False, False, {Deed.ANSWER, Deed.ACCEPT, Deed.HIDE, Deed.RESTORE}),
        (NOBODY, True, True, set()),
        (HEAD, False, True, set()),
        (MODERATOR, False, True, {Deed.RESTORE}),
    ],
)
def test_what_a_person_may_do(acts, of_asking_unit, hidden, deeds):
    assert possible_deeds(acts, of_asking_unit=of_asking_unit, hidden=hidden) == deeds


@pytest.mark.parametrize(
    ("kinds", "day"),
    [
        ([], 0),
        ([F], 0),  # asking twice does not begin the wait anew
        ([A], None),
        ([A, F], 2),
        ([A, F, F], 2),
        ([A, F, A], None),
        ([F, A, A, F], 4),
    ],
)
def test_since_when_the_unit_is_waited_for(kinds, day):
    replies = [(kind, START + timedelta(days=number)) for number, kind in enumerate(kinds, 1)]
    assert waits_since(START, replies) == (None if day is None else START + timedelta(days=day))
