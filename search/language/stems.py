"""Stems of Indonesian words: tables of roots and exceptions before Snowball.

Snowball's Indonesian stemmer needs no dictionary but errs on words of this field
(``sekolah`` → ``seko``, ``menular`` → ``ular``). So a word is first undressed by the
affix rules of Indonesian; where that lands on a known root of the field, the root is
the stem. Every other word goes to Snowball. Stems are keys, never shown to anyone.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import snowballstemmer

from search.language.tables import irregular_stems, names_of_places, roots

_MIN_ROOT = 3
_MAX_PREFIXES = 3
_PARTICLE = re.compile(r"(?:lah|kah|tah|pun)$")
_CLITIC = re.compile(r"(?:nya|ku|mu)$")
_SUFFIXES = ("", "kan", "an", "i", "in")


class _Prefix(NamedTuple):
    """A prefix with the first letter that the root lost to it, and what may follow.

    ``meng`` stands before a vowel, g, h and k, and swallows a k: «meng-irim» is «kirim».
    """

    form: str
    lost: str
    before: re.Pattern[str]


def _prefixes(table: str) -> list[_Prefix]:
    rows = [line.split() for line in table.strip().splitlines()]
    return [_Prefix(form, lost.strip("·"), re.compile(before)) for form, lost, before in rows]


# «·»: nothing was lost. The allomorphs follow Tata Bahasa Baku Bahasa Indonesia.
_PREFIXES = _prefixes("""
menge  ·  [a-z]{3}$
penge  ·  [a-z]{3}$
meny   s  [aeiou]
peny   s  [aeiou]
meng   ·  [aeioughkqx]
meng   k  [aeiou]
peng   ·  [aeioughkqx]
peng   k  [aeiou]
mem    ·  [bfpv]
mem    p  [aeiou]
pem    ·  [bfpv]
pem    p  [aeiou]
men    ·  [cdjstz]
men    t  [aeiou]
pen    ·  [cdjstz]
pen    t  [aeiou]
ng     ·  [aeiou]
ng     k  [aeiou]
me     ·  [lmnrwy]
per    ·  [a-z]
ber    ·  [a-z]
ter    ·  [a-z]
pe     ·  [a-z]
be     ·  (?:r|[a-z]er)
te     ·  r
di     ·  [a-z]
ke     ·  [a-z]
se     ·  [a-z]
""")

# How people say it: «nyari», «nolong», «ngebantu». Nothing stands before these.
_SPOKEN_PREFIXES = _prefixes("""
nge    ·  [a-z]{4}
ny     s  [aeiou]
ny     c  [aeiou]
n      ·  [cdj]
n      t  [aeiou]
m      ·  b
""")

_snowball = snowballstemmer.stemmer("indonesian")


def _without_endings(word: str) -> Iterator[str]:
    yield word
    bare = _PARTICLE.sub("", word)
    if bare != word:
        yield bare
    bare = _CLITIC.sub("", bare)
    if bare != word:
        yield bare


def _without_prefixes(word: str, depth: int = 0) -> Iterator[tuple[str, int]]:
    """Yield what is left of a word without its prefixes, and how many were taken off."""
    yield word, depth
    if depth == _MAX_PREFIXES:
        return
    for prefix in _PREFIXES if depth else _PREFIXES + _SPOKEN_PREFIXES:
        if word.startswith(prefix.form) and prefix.before.match(word, len(prefix.form)):
            yield from _without_prefixes(prefix.lost + word[len(prefix.form) :], depth + 1)


def _root_candidates(word: str) -> Iterator[tuple[str, int]]:
    for bare in _without_endings(word):
        for suffix in _SUFFIXES:
            if bare.endswith(suffix) and len(bare) - len(suffix) >= _MIN_ROOT:
                yield from _without_prefixes(bare.removesuffix(suffix))


def stem(word: str) -> str:
    """Return the stem of one normalised word.

    Takes lower-case letters or digits, gives a non-empty key. The longest known root
    wins, because the least was cut off to reach it; of two, the one with fewer prefixes
    («beri-kan», not «ber-ikan»).
    """
    irregular, names, known = irregular_stems(), names_of_places(), roots()
    for bare in _without_endings(word):
        if bare in irregular:
            return irregular[bare]
        if bare in known or bare in names:
            return bare
    found = [(len(root), -prefixes, root) for root, prefixes in _root_candidates(word) if root in known]
    if found:
        return max(found)[2]
    return str(_snowball.stemWord(word)) or word


def is_known(word: str) -> bool:
    """Say whether a normalised word is one that the tables know, in some form: it is no misspelling."""
    return stem(word) in roots() or any(bare in irregular_stems() for bare in _without_endings(word))
