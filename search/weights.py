"""Every declared weight of relevance, in one table.

A field's weight multiplies the score of a word found in it. Names and everyday titles
say what a case is; a section may mention anything. Changing a number here changes
both the ranking and nothing else: no rebuild is needed.
"""

from typing import Final

FIELDS: Final[dict[str, float]] = {
    "name": 5.0,
    "plain_title": 4.0,
    "tags": 3.0,
    "labels": 1.5,
    "awards": 1.5,
    "summary": 2.0,
    "outcomes": 1.2,
    "sections": 1.0,
    "unit": 1.5,
    "place": 1.5,
}
"""The indexed fields, the one that is named first as the reason of a hit coming first."""

PASSAGE_FIELDS: Final = ("summary", "sections", "outcomes")
"""The indexed fields that are made of passages."""

OTHER_FIELDS: Final = 0.15
"""How much of a word's score in its lesser fields is added to that in its best one."""

PHRASE: Final[dict[str, float]] = {"name": 3.0, "plain_title": 2.0, "tags": 2.0, "summary": 1.0, "sections": 0.6}
"""Extra weight, by field, where the query's words stand together in their order."""

PHRASE_SLOP: Final = 2
"""How many words may stand between them."""

WHOLE_NAME: Final = 20.0
"""Extra score where the query is a case's whole name."""

PINNED: Final = 10_000.0
"""Score of a case that editors pinned to a query, times its place from the last: far above any words."""

OPTIONAL_WORD: Final = 0.3
"""Weight of a word that people type around what they look for («inovasi», «cara»)."""

CORRECTION: Final = 0.8
"""Weight of a word put in the place of one that no case has."""

COVERAGE_STEPS: Final = (1.0, 0.7, 0.5, 0.0)
"""Shares of the words that a case must hold, tried in turn until some case does."""

LIKENESS: Final[dict[str, float]] = {"plain_title": 3.0, "tags": 2.0, "name": 1.0, "spelled_out": 1.0, "summary": 1.0}
"""How much a term of these texts counts when cases like a case, or like a draft, are sought.

Everyday titles say what a case is; names are playful, and no other unit has the same.
"""

LIKENESS_FIELDS: Final[dict[str, float]] = {"plain_title": 2.0, "tags": 1.5, "summary": 1.0, "labels": 0.7, "name": 0.7}
"""Where such a term is sought, and how much it counts there. A long section holds a little of everything."""

LIKENESS_SHARE: Final = 0.15
"""The share of a text's terms that a case must have to be like it."""


def passage_group(field: str) -> str:
    """Return the indexed field of a passage: a section's key belongs to ``sections``."""
    return field if field in PASSAGE_FIELDS else "sections"
