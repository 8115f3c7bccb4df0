"""What a case record answers to the questions of an entry form."""

from collections.abc import Mapping, Sequence
from typing import Any

from selections.rules.rulebook import Section


def prefilled(record: Mapping[str, Any], sections: Sequence[Section]) -> dict[str, str]:
    """Return the answers that a case record gives, by the codes of the questions.

    A question names keys of the record, those within others with a dot (``summary``,
    ``sections.idea``); their texts follow each other as paragraphs. A key that the record lacks
    gives nothing: what is unknown is left for the unit to write.
    """
    return {one.code: "\n\n".join(filter(None, (_text(record, key) for key in one.fields))) for one in sections}


def _text(record: Mapping[str, Any], key: str) -> str:
    value: Any = record
    for part in key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) else ""
