"""The words that synthetic cases are made of, the commonest first in each pool."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from search.language.tables import roots

_PREFIXES: Final = ("", "ber", "ter", "di", "ke", "se", "per")
_SUFFIXES: Final = ("", "an", "kan", "i", "nya")
_EVERY: Final = 4
"""One root in so many is used: as many rare words as texts of this length have."""


@cache
def pools() -> Mapping[str, Sequence[str]]:
    """Return the pools of ``words.json``, and under ``tail`` thousands of rare forms."""
    text = (Path(__file__).parent / "words.json").read_text(encoding="utf-8")
    return {**json.loads(text), "tail": _affixed_forms()}


def _affixed_forms() -> list[str]:
    """Return several thousand forms of the known roots, in an order of no meaning."""
    some = sorted(roots())[::_EVERY]
    forms = [f"{prefix}{root}{suffix}" for root in some for prefix in _PREFIXES for suffix in _SUFFIXES]
    return sorted(forms, key=lambda form: form[::-1])
