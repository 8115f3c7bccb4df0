"""Stems of Indonesian words: a table of exceptions before Snowball.

Snowball's Indonesian stemmer needs no dictionary but errs on words of this field
(``sekolah`` → ``seko``, ``menular`` → ``ular``). So a word is first undressed by the
affix rules of Indonesian; where that lands on a known root of the field, the root is
the stem. Every other word goes to Snowball. Stems are keys, never shown to anyone.
"""

import re
from collections.abc import Iterator

import snowballstemmer

from search.language.tables import irregular_stems, roots

_MIN_ROOT = 3
_PARTICLE = re.compile(r"(?:lah|kah|pun)$")
_CLITIC = re.compile(r"(?:nya|ku|mu)$")
_SUFFIXES = ("", "kan", "an", "i")

# Prefix and what the root's first letter may have been: «meng-irim» is «kirim».
_PREFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("menge", ("",)),
    ("penge", ("",)),
    ("meny", ("s",)),
    ("peny", ("s",)),
    ("meng", ("", "k")),
    ("peng", ("", "k")),
    ("mem", ("", "p")),
    ("pem", ("", "p")),
    ("men", ("", "t")),
    ("pen", ("", "t")),
    ("ng", ("", "k")),
    ("me", ("",)),
    ("per", ("", "r")),
    ("ber", ("", "r")),
    ("ter", ("", "r")),
    ("pe", ("",)),
    ("be", ("",)),
    ("di", ("",)),
    ("ke", ("",)),
    ("se", ("",)),
)
_MAX_PREFIXES = 3

_snowball = snowballstemmer.stemmer("indonesian")


def _without_endings(word: str) -> Iterator[str]:
    yield word
    bare = _PARTICLE.sub("", word)
    if bare != word:
        yield bare
    bare = _CLITIC.sub("", bare)
    if bare != word:
        yield bare


def _without_prefixes(word: str, depth: int = 0) -> Iterator[str]:
    yield word
    if depth == _MAX_PREFIXES:
        return
    for prefix, first_letters in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _MIN_ROOT - 1:
            rest = word[len(prefix) :]
            for letter in first_letters:
                yield from _without_prefixes(letter + rest, depth + 1)


def _root_candidates(word: str) -> Iterator[str]:
    for bare in _without_endings(word):
        for suffix in _SUFFIXES:
            if bare.endswith(suffix) and len(bare) - len(suffix) >= _MIN_ROOT:
                yield from _without_prefixes(bare.removesuffix(suffix))


def stem(word: str) -> str:
    """Return the stem of one normalised word.

    Takes lower-case letters or digits, gives a non-empty key. The longest known root
    wins, because the least was cut off to reach it.
    """
    irregular = irregular_stems()
    for bare in _without_endings(word):
        if bare in irregular:
            return irregular[bare]
    known = roots()
    found = [root for root in _root_candidates(word) if root in known]
    if found:
        return max(found, key=len)
    return str(_snowball.stemWord(word)) or word
