"""What a few rows of a table come to, kept in memory: searching asks the table once a second at most."""

import time
from collections.abc import Callable
from typing import Final, Generic, TypeVar

Rows = TypeVar("Rows")
Value = TypeVar("Value")

_KEPT_FOR: Final = 1.0


class Remembered(Generic[Rows, Value]):
    """A value made of rows, made anew when the rows have changed.

    Every process sees a change within about a second of its commit, without being told.
    """

    def __init__(self, read: Callable[[], Rows], make: Callable[[Rows], Value]) -> None:
        """Take what reads the rows (one SQL query) and what makes the value of them."""
        self._read = read
        self._make = make
        self._kept: tuple[float, Rows, Value] | None = None

    def __call__(self) -> Value:
        """Return the value; one SQL query where it was last asked for more than a second ago."""
        kept, now = self._kept, time.monotonic()
        if kept is not None and now - kept[0] < _KEPT_FOR:
            return kept[2]
        rows = self._read()
        value = kept[2] if kept is not None and kept[1] == rows else self._make(rows)
        self._kept = (now, rows, value)
        return value

    def forget(self) -> None:
        """Read the table again at the next call."""
        self._kept = None
