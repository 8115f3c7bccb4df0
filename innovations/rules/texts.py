"""What the texts of a case must not hold, and what readers stumble over."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent.parent / "data" / "texts.json"

LONGEST_TEXT = 100_000

# Comes along when text is pasted, and no XML, so no feed and no spreadsheet, can carry it.
UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(\s[^<>]*)?/?>|<!--|<!doctype\b", re.IGNORECASE)
# Looking behind keeps these in line with the length of the text: a run of letters is tried once.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# A trunk or country prefix, an area or operator code, then groups of digits.
_PHONE = re.compile(r"(?<![\w.,/-])\(?(?:\+62|0)[ .-]?\(?\d{2,4}\)?(?:[ .-]?\d{3,4}){2,3}(?![\d,])")
_ACRONYM = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]{2,}(?:-[a-z]{2})?(?![\w])")
_IN_BRACKETS = re.compile(r"\(\s*([A-Z][A-Z0-9]{2,}(?:-[a-z]{2})?)\s*[);,]")
_BEFORE_BRACKETS = re.compile(r"(?<![\w-])([A-Z][A-Z0-9]{2,}(?:-[a-z]{2})?)\s*\((?!\s*\d)")
_CAPITALS = re.compile(r"[A-Z]{2,}")


@cache
def _lists() -> dict[str, frozenset[str]]:
    data = json.loads(TEXTS.read_text(encoding="utf-8"))
    return {key: frozenset(words) for key, words in data.items()}


def html_tags(text: str) -> list[str]:
    """Return the HTML tags in a text that ought to be plain, as written.

    Only names of HTML elements count: «< 5 menit», «ketik REG <spasi> NIK» and
    «bila a <b dan c> d» are text.
    """
    found = []
    for match in _TAG.finditer(text):
        name, attributes = match[1], (match[2] or "").strip(" /")
        bare_word = name is not None and attributes and "=" not in attributes and len(name) == 1
        if name is None or (name.lower() in _lists()["html_elements"] and not bare_word):
            found.append(match[0])
    return found


def contact_details(text: str) -> list[str]:
    """Return phone numbers and e-mail addresses in a text: they belong in the contact of the office."""
    return [match[0] for pattern in (_EMAIL, _PHONE) for match in pattern.finditer(text)]


def word_count(text: str) -> int:
    """Return how many words a text has: what stands between white space, as entry forms count."""
    return len(text.split())


def unexplained_acronyms(record: Mapping[str, Any]) -> list[str]:
    """Return the acronyms in summary and sections that are nowhere spelled out, in order of appearance.

    An acronym is explained where it stands in brackets after its long form or is
    followed by brackets. Those that every official knows (``data/texts.json``) and
    words of the case's own name need no explanation.
    """
    texts = [record.get("summary") or "", *(record.get("sections") or {}).values()]
    whole = "\n\n".join(texts)
    own = set(re.findall(r"\w+", f"{record.get('name') or ''} {(record.get('unit') or {}).get('name') or ''}"))
    if record.get("spelled_out"):
        own.update(_CAPITALS.findall(record.get("name") or ""))
    known = _lists()["known_acronyms"] | own
    known |= {word for pattern in (_IN_BRACKETS, _BEFORE_BRACKETS) for word in pattern.findall(whole)}
    return list(dict.fromkeys(word for word in _ACRONYM.findall(whole) if word not in known))


def texts_in(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield path and text of every text in a record («sections.idea», «outcomes[1].scope»)."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from texts_in(part, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from texts_in(part, f"{path}[{index}]")
