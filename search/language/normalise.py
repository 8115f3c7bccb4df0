"""One spelling for one word: case, Unicode forms, hyphens, doubled words, variants."""

import re
import unicodedata

from search.language.stems import stem
from search.language.tables import roots, variants

MAX_WORD = 64
"""Longer words are cut here: nobody looks for them and engines refuse huge terms."""

_HYPHENS = "\\-\u2010\u2011"
_HIDDEN = "\u00ad\u200b-\u200d\u2060\ufeff'’`ʼ\u0300-\u036f"

WORD = re.compile(rf"[^\W_]+(?:(?:[{_HYPHENS}{_HIDDEN}]+|(?<=\d)[.,](?=\d))[^\W_]+)*")
"""A word with its inner hyphens, apostrophes and accents, or a number with its marks."""

PART = re.compile(rf"[^{_HYPHENS}]+")
_HYPHEN = re.compile("[\u2010\u2011]")
_NO_PART_OF_A_WORD = re.compile(r"[^\w.,\-]|_")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_CHAT_DOUBLE = re.compile(r"([a-z]{3,})2(?:nya|an)?")
_BOUND = re.compile(r"(antar|pasca)-?([a-z]{4,})")
"""Words that are written together with the next one, which many write apart."""


def fold(word: str) -> str:
    """Return a word in lower case, without accents, apostrophes and hidden characters."""
    if word.isascii() and word.isalnum():
        return word.lower()[:MAX_WORD]
    text = unicodedata.normalize("NFKD", word).casefold()
    text = unicodedata.normalize("NFKD", _HYPHEN.sub("-", text))
    text = _NO_PART_OF_A_WORD.sub("", text)
    if _THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    return unicodedata.normalize("NFKC", text)[:MAX_WORD].strip("-.,")


def _is_doubled(parts: list[str]) -> bool:
    if len(parts) != 2 or min(map(len, parts)) < 3 or not (parts[0] + parts[1]).isalpha():
        return False
    return parts[0] == parts[1] or stem(parts[0]) == stem(parts[1])


def spell(word: str) -> tuple[str, ...] | None:
    """Return the canonical words of a folded word, or None to take it in parts.

    >>> spell("akte"), spell("anak-anak"), spell("e-ktp"), spell("satu-pintu")
    (('akta',), ('anak',), ('ktp', 'elektronik'), None)
    """
    known = variants().get(word)
    if known is not None:
        return known
    parts = [part for part in word.split("-") if part]
    if _is_doubled(parts):
        return spell(parts[0])
    bound = _BOUND.fullmatch(word)
    if bound and stem(bound[2]) in roots():
        return (bound[1], *(spell(bound[2]) or ()))
    if "-" in word:
        return None
    doubled = _CHAT_DOUBLE.fullmatch(word)
    return spell(doubled[1]) if doubled else (word,)
