"""The circuit breaker: whom it lets through to an engine that is down."""

from contextlib import nullcontext

import pytest

from search.engines.elasticsearch.breaker import CircuitBreaker, EngineDown
from search.errors import IndexMissing, SearchUnavailable


class Engine:
    """An engine behind a breaker, with a clock that a test turns on."""

    def __init__(self):
        self.now, self.asked, self.fault = 0.0, 0, None
        self.breaker = CircuitBreaker(lambda: self.now)

    def ask(self):
        with self.breaker.guarding():
            self.asked += 1
            if self.fault:
                raise self.fault


@pytest.fixture
def engine():
    return Engine()


@pytest.fixture
def down(engine):
    """An engine that three calls in a row found down."""
    engine.fault = EngineDown("refused")
    for _ in range(3):
        with pytest.raises(EngineDown):
            engine.ask()
    return engine


def test_an_engine_that_is_down_is_not_asked_again_at_once(down):
    with pytest.raises(EngineDown, match="refused"):
        down.ask()
    assert down.asked == 3


def test_after_a_pause_one_call_tries_and_the_others_wait_for_its_outcome(down):
    down.now = 1.0
    with pytest.raises(EngineDown):
        down.ask()
    with pytest.raises(EngineDown):
        down.ask()
    assert down.asked == 4


def test_while_one_call_tries_the_others_do_not(down):
    down.now, down.fault = 1.0, None
    with down.breaker.guarding(), pytest.raises(EngineDown):
        down.ask()
    down.ask()
    assert down.asked == 4


def test_when_a_try_succeeds_all_calls_go_through(down):
    down.now, down.fault = 1.0, None
    down.ask()
    down.ask()
    assert down.asked == 5


@pytest.mark.parametrize("answer", [IndexMissing("none"), SearchUnavailable("no right"), None])
def test_an_engine_that_answers_is_not_down(engine, answer):
    refused = EngineDown("refused")
    for fault in (refused, refused, answer, refused, refused, None):
        engine.fault = fault
        with pytest.raises(type(fault)) if fault else nullcontext():
            engine.ask()
    assert engine.asked == 6
