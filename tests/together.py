"""Several people or processes at the same moment, for tests with real transactions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any, Final
from unittest import mock

from django.db import connection
from django.utils.module_loading import import_string

_LONG_ENOUGH: Final = 1
"""Seconds after which an act that has not ended waits for the other one."""


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Begin all acts at once and return what each gave, in their order; an error ends the test."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def in_the_middle(of: Callable[[], Any], other: Callable[[], Any], *, where: str) -> list[Any]:
    """Begin the ``other`` act where the first one calls ``where``, and return what both gave.

    The first goes on once the other has ended, or waits for it: what is left undecided between the two
    comes to light here, which acts that only begin at once show by luck.
    """
    reached, ended = Event(), Event()

    def pause(*_args: Any, **_kwargs: Any) -> Any:
        if not reached.is_set():
            reached.set()
            ended.wait(_LONG_ENOUGH)
        return mock.DEFAULT

    def first() -> Any:
        try:
            return of()
        finally:
            reached.set()

    def meanwhile() -> Any:
        reached.wait()
        try:
            return other()
        finally:
            ended.set()

    with mock.patch(where, wraps=import_string(where), side_effect=pause):
        return together(first, meanwhile)
