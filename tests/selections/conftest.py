"""A round with complete rules, and the people around it."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from common.models import User
from selections.models import Seat, SelectionRound
from selections.rules.phases import Phase
from tests.factories import CaseFactory, MemberFactory, UserFactory
from tests.selections.judging import READY, entered, seats
from tests.selections.rulebooks import rulebook

MakeRound = Callable[..., SelectionRound]


@pytest.fixture
def make_round(db: None) -> MakeRound:
    """Return a maker of rounds with complete rules, past the actions, that opened yesterday.

    ``opens_at`` moves all dates; ``rules`` replaces parts of the rulebook.
    """

    def make(
        phase: Phase = Phase.OPEN,
        *,
        opens_at: datetime.datetime | None = None,
        rules: dict[str, Any] | None = None,
        **fields: Any,
    ) -> SelectionRound:
        opened = opens_at or timezone.now() - datetime.timedelta(days=1)
        told = {"name": "KIPP Contoh", "year": 2026, "organiser": "Kementerian PANRB", "lot_seed": "benih"} | fields
        return SelectionRound.objects.create(phase=phase, rules=rulebook(opened, **(rules or {})), **told)

    return make


@pytest.fixture(scope="module")
def ready_cases(module_db: None) -> None:
    """Publish six cases for all tests of a module, which ``entered`` takes first."""
    for number in range(6):
        CaseFactory(title=f"{READY} {number}")


@pytest.fixture
def selection_round(make_round: MakeRound) -> SelectionRound:
    """Return a round of the nation that takes entries."""
    return make_round()


@pytest.fixture
def seated(db: None) -> Callable[..., User]:
    """Return a maker of people with a seat (``secretariat``, ``evaluator``, ``panel``) in a round."""

    def seat(selection_round: SelectionRound, role: str, user: User | None = None) -> User:
        person = user or UserFactory()
        Seat.objects.create(round=selection_round, user=person, role=role)
        return person

    return seat


@pytest.fixture
def moderator(db: None) -> User:
    """Return a network moderator, who organises rounds of the nation."""
    return MemberFactory(role="moderator").user


@pytest.fixture
def checked(make_round: MakeRound) -> SelectionRound:
    """Return a round whose six entries are decided, with four evaluators; each entry needs two."""
    held = make_round(Phase.CHECK)
    for number in range(1, 7):
        entered(held, number)
    seats(held, 4)
    return held
