"""The language's tables, read once from the data files beside this module."""

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[list[str]]:
    """Return the tab-separated cells of each line of a data file.

    Blank lines and lines that start with ``#`` are left out.
    """
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def _words(name: str) -> frozenset[str]:
    return frozenset(word for cells in rows(name) for word in cells[0].split())


def _pairs(name: str) -> frozenset[tuple[str, str]]:
    return frozenset((first, second) for [pair] in rows(name) for first, second in [pair.split()])


@cache
def variants() -> dict[str, tuple[str, ...]]:
    """Return each other spelling with the canonical words that stand for it."""
    return {
        spelling: tuple(canonical.split())
        for canonical, spellings in rows("variants.tsv")
        for spelling in spellings.split()
    }


@cache
def stop_words() -> frozenset[str]:
    """Return the words that are neither indexed nor searched."""
    return _words("stopwords.txt")


@cache
def optional_words() -> frozenset[str]:
    """Return the words of a query that a case need not hold."""
    return _words("optional.txt")


@cache
def padded_words() -> frozenset[tuple[str, str]]:
    """Return the pairs of words of which the second says nothing more."""
    return _pairs("padded.txt")


@cache
def negators() -> dict[str, frozenset[str]]:
    """Return the words that turn others round, and those that go with them, by what they do («lacking»: «tanpa»)."""
    return {does: frozenset(words.split()) for does, words in rows("negators.tsv")}


@cache
def roots() -> frozenset[str]:
    """Return the roots that the affix rules may land on."""
    return _words("roots.txt")


@cache
def names_of_places() -> frozenset[str]:
    """Return the words of places' names, which are never cut."""
    return _words("names.txt")


@cache
def irregular_stems() -> dict[str, str]:
    """Return the forms whose stem no rule finds, each with its stem."""
    return {form: stem for stem, forms in rows("stems.tsv") for form in forms.split()}


@cache
def compounds() -> frozenset[tuple[str, str]]:
    """Return the pairs of words that are one word in meaning."""
    return _pairs("compounds.txt")
