"""How a report shows the value that it speaks of."""

from decimal import Decimal
from typing import Any

from innovations.importing.problems import shown


def test_a_value_that_is_nested_without_end_is_shown_by_its_beginning() -> None:
    """Some are just not too deep to be read, and were too deep to be written out."""
    value: list[Any] = []
    for _level in range(10_000):
        value = [value]
    assert shown(value).startswith("[[[")
    assert shown({"a": [1, Decimal("2.5"), "é"]}) == '{"a": [1, 2.5, "é"]}'
