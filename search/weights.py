"""Every declared weight of relevance, in one table.

A field's weight multiplies the score of a word found in it. Names and everyday titles
say what a case is; a section may mention anything. Changing a number here changes
the ranking and nothing else: no rebuild is needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

FIELDS: Final[dict[str, float]] = {
    "name": 2.0,
    "plain_title": 2.0,
    "tags": 1.8,
    "labels": 1.0,
    "awards": 0.7,
    "summary": 1.5,
    "outcomes": 1.0,
    "sections": 1.0,
    "questions": 0.5,
    "unit": 1.0,
    "place": 1.0,
}
"""The indexed fields, the one that is named first as the reason of a hit coming first."""

PASSAGE_FIELDS: Final = ("summary", "sections", "outcomes", "questions")
"""The indexed fields that are made of passages."""

HEAD: Final = ("name", "plain_title", "tags", "summary")
"""The fields that say what a case is; in the others it may mention anything."""

OTHER_FIELDS: Final = 0.1
"""How much of a word's score in its lesser fields is added to that in its best one."""

OTHER_WORDS: Final[dict[str, float]] = {"head": 1.6, "everywhere": 1.0}
"""The same for a word looked for besides the reader's own, in two fields that hold the others: that is quicker."""

HELD: Final = 5.0
"""Score of a word for being in a case at all: who covers more of a question comes first."""

NEAR: Final = 1.5
"""Score where two neighbours of the query also stand together in the head."""

NEAR_IN_SECTIONS: Final = 0.5
"""The same in a section."""

NEAR_IN_PLACE: Final = 5.0
"""The same in the name of the place: «Kalimantan Barat» is one name, and no «Kalimantan»."""

RARE: Final = 0.3
"""How much one of the two must tell to be looked for together in sections: common pairs cost time and say little."""

NEAR_SLOP: Final = 1
"""How many words may stand between them."""

WHOLE_NAME: Final = 20.0
"""Extra score where the query is a case's whole name."""

CONFIRMED: Final = 2.0
"""Score of a case that its unit need not confirm yet: those that are overdue sink by as much."""

PINNED: Final = 10_000.0
"""Score of a case that editors pinned to a query, times its place from the last: far above any words."""

COMMONEST_WORD: Final = 0.1
"""How much a word tells that nearly every case has; a word of one case tells 1."""

SAME_THING: Final = 0.5
"""From this weight on, another word means the same, and makes the reader's own as common as itself."""

SAME_NAME: Final = 0.8
"""From this weight on, another word is another name: it answers where a word is kept to a field («wilayah:jatim»)."""

OPTIONAL_WORD: Final = 0.3
"""Weight of a word that people type around what they look for («inovasi», «cara»)."""

CORRECTION: Final = 0.8
"""Weight of a word put in the place of one that no case has."""

JOINED: Final = 0.9
"""Weight of two neighbours written as one word («peduli lindungi»)."""

SENSE: Final = 0.8
"""Weight of a sense of a word that has several («SIM»), beside the word itself."""

WITH_INSTEAD: Final = 0.4
"""Weight of a word alone that the reader wants to be without («tanpa aplikasi»)."""

WITHOUT: Final[dict[str, float]] = {"tanpa": 1.0, "tidak": 0.7}
"""How a case says that it is without something, and how much that counts: «tidak ada aplikasi»."""

AVOIDED: Final = 6.0
"""Score of a case that is not what the reader says is not meant («selain drive thru»)."""

AVOIDED_IN: Final = (*HEAD, "labels", "unit", "place")
"""The fields that say what a case is, of whom and where; in the others it may mention anything."""

COVERAGE_STEPS: Final = (1.0, 0.5, 0.0)
"""Shares of the words' votes that a case must win, tried in turn until enough cases do."""

MOST_VOTES: Final = 4
"""Votes of the most telling word of a query; the others have fewer, and one at least."""

TELLING: Final = 3
"""Votes of a word that is enough by itself, where it is in the head and few cases have all words."""

ENOUGH: Final = 10
"""With so many cases that have all words in the head, those that lack some are not shown."""

LIKENESS: Final[dict[str, float]] = {"plain_title": 3.0, "tags": 2.0, "name": 1.0, "spelled_out": 1.0, "summary": 1.0}
"""How much a term of these texts counts when cases like a case, or like a draft, are sought.

Everyday titles say what a case is; names are playful, and no other unit has the same.
"""

LIKENESS_FIELDS: Final[dict[str, float]] = {"plain_title": 2.0, "tags": 1.5, "summary": 1.0, "labels": 0.7, "name": 0.7}
"""Where such a term is sought, and how much it counts there. A long section holds a little of everything."""

LIKENESS_SHARE: Final = 0.15
"""The share of a text's terms that a case must have to be like it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the score of a case is made with: as declared here, or others to see what they would do."""

    fields: Mapping[str, float]
    other_words: Mapping[str, float]
    other_fields: float
    held: float
    near: float
    near_in_sections: float
    whole_name: float
    confirmed: float
    optional_word: float


DECLARED: Final = Weights(
    fields=FIELDS,
    other_words=OTHER_WORDS,
    other_fields=OTHER_FIELDS,
    held=HELD,
    near=NEAR,
    near_in_sections=NEAR_IN_SECTIONS,
    whole_name=WHOLE_NAME,
    confirmed=CONFIRMED,
    optional_word=OPTIONAL_WORD,
)


def passage_group(field: str) -> str:
    """Return the indexed field of a passage: a section's key belongs to ``sections``."""
    return field if field in PASSAGE_FIELDS else "sections"
