"""Numbers of rows as they come from outside: from addresses and forms."""

from collections.abc import Mapping
from typing import Any

# The largest that a key's column holds. SQLite fails on larger ones, PostgreSQL refuses them.
LARGEST_KEY = 2**63 - 1
_DIGITS = len(str(LARGEST_KEY))
# What Wagtail's addresses capture as text although it is a number.
_NUMBERS = frozenset({"pk", "object_id"})


def is_key(value: Any) -> bool:
    """Say whether the value, or the text of it, can be the number of a row.

    >>> is_key("12"), is_key(12), is_key("0"), is_key("²"), is_key("9" * 20), is_key("")
    (True, True, False, False, False, False)
    """
    text = str(value)
    return text.isdecimal() and not is_too_large(text) and int(text) >= 1


def is_too_large(text: str) -> bool:
    """Say whether the text is a whole number larger than any that a column holds.

    >>> is_too_large("9" * 20), is_too_large("12"), is_too_large("banyak")
    (True, False, False)
    """
    return text.isdecimal() and (len(text) > _DIGITS or int(text) > LARGEST_KEY)


def name_rows(captured: Mapping[str, Any]) -> bool:
    """Say whether what an address captures can name rows: no number larger than any, no word for a number."""
    numbers = (value for name, value in captured.items() if name in _NUMBERS or str(value).isdecimal())
    return all(map(is_key, numbers))
