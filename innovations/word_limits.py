"""How long a text may be on the entry form of the competition.

The limits are those of a form in ``data/instruments.json``; ``data/form_mapping.json``
says which of our fields is which section of that form. Pure: no ORM, no request.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from common.vocabulary import reads_english

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class WordLimit:
    """At most ``words`` words, because ``form`` says so."""

    words: int
    form_id: str
    form_en: str

    @property
    def form(self) -> str:
        """Return the form's name in the reader's language."""
        return self.form_en if reads_english() else self.form_id


@cache
def word_limits() -> dict[str, WordLimit]:
    """Return the limits by field name; a field without a limit is left out.

    Raises KeyError where the mapping names a form or section that the instruments lack.
    """
    mapping = json.loads((_DATA / "form_mapping.json").read_text(encoding="utf-8"))
    instruments = json.loads((_DATA / "instruments.json").read_text(encoding="utf-8"))
    forms = {form["version"]: form for form in instruments[mapping["instrument"]]["forms"]}
    sections = {
        (section["group"], section.get("code")): section["max_words"] for section in forms[mapping["form"]]["sections"]
    }
    name = mapping["form_name"]
    return {
        field: WordLimit(sections[place["group"], place["code"]], name["id"], name["en"])
        for field, place in mapping["fields"].items()
        if sections[place["group"], place["code"]] is not None
    }
