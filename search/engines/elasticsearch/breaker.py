"""A circuit breaker: an engine that is down is asked now and then, not by every reader."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from search.errors import SearchUnavailable

_FAILURES: Final = 3
_PAUSE: Final = 1.0


class EngineDown(SearchUnavailable):
    """The engine did not answer, or answered that it can't: others need not ask at once."""


class CircuitBreaker:
    """Lets all calls through until several in a row found the engine down.

    Then calls fail at once with the last reason, but for one every second that
    tries; when one succeeds, all go through again.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with all calls going through."""
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._reason = ""
        self._next_try = 0.0

    @contextmanager
    def guarding(self) -> Iterator[None]:
        """Hold a call to the engine. Raises EngineDown instead of calling one that is down."""
        with self._lock:
            if self._failures >= _FAILURES:
                if self._clock() < self._next_try:
                    raise EngineDown(self._reason)
                self._next_try = self._clock() + _PAUSE
        try:
            yield
        except EngineDown as down:
            with self._lock:
                self._failures += 1
                self._reason = down.reason
                self._next_try = self._clock() + _PAUSE
            raise
        except SearchUnavailable:
            self._failures = 0  # it answered, if only with a refusal
            raise
        else:
            self._failures = 0
