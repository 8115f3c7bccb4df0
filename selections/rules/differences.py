"""What differs between the rules of two rounds, or of one before and after an amendment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Difference:
    """One value that differs: where (``groups / umum / quota``), what it was and what it is; None where it is not."""

    place: str
    before: Any
    after: Any


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Return the differences of two rulebooks as JSON; rows are told apart by their codes, not by their places."""
    return list(_differences(before, after, ()))


def _differences(before: Any, after: Any, place: tuple[str, ...]) -> Iterator[Difference]:
    one, other = _named(before), _named(after)
    if one is None or other is None:
        if before != after:
            yield Difference(" / ".join(place), before, after)
        return
    for key in [*one, *(key for key in other if key not in one)]:
        yield from _differences(one.get(key), other.get(key), (*place, str(key)))


def _named(value: Any) -> dict[str, Any] | None:
    """Return what can be compared part by part; None for a value as a whole."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, list) and all(isinstance(row, Mapping) for row in value):
        return {str(row.get("code") or number): row for number, row in enumerate(value, 1)}
    return None
