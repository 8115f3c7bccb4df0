"""Why a hit is one: the words, the forms they take in the text, the best passage.

Works on what the index stored, so twenty hits cost two or three milliseconds: a word
is sought in the passages' ready terms, and only the passage that is shown is analysed.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.engines.base import Hit
from search.expansion import Alternative, Clause
from search.language import Term, analyse, terms
from search.weights import passage_group

_MOST_PLACES = 12
_MOST_MATCHES = 24


@dataclass(frozen=True, slots=True)
class Match:
    """A word of the query that a case has: in which field, and in which form there."""

    field: str
    word: str
    form: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A hit with its reasons; ``passage`` is safe HTML, empty where no passage matched."""

    hit: Hit
    matches: tuple[Match, ...]
    passage: SafeString


def explain(hit: Hit, clauses: Iterable[Clause]) -> Explained:
    """Return a hit with the words that matched and the passage that holds most of them."""
    wanted = [clause for clause in clauses if not clause.negated]
    lines = _lines(hit, wanted)
    best = max(lines, key=lambda line: (lines[line], -line), default=None)
    matches = list(_short_matches(hit, wanted))
    passage = mark_safe("")
    if best is not None:
        field, text = hit.document.passages[best]
        found = analyse(text)
        here = _counting_in(passage_group(field), wanted)
        passage = _marked(text, _spans(found, here))
        matches += _matches(field, text, found, here)
        matches += _elsewhere(hit, wanted, {match.word for match in matches})
    return Explained(hit, tuple(dict.fromkeys(matches))[:_MOST_MATCHES], passage)


def _counting_in(field: str, wanted: list[Clause]) -> list[Clause]:
    return [clause for clause in wanted if not clause.fields or field in clause.fields]


def _lines(hit: Hit, wanted: list[Clause]) -> Counter[int]:
    """Return how many of the clauses each passage holds, by its number."""
    padded = f" {hit.passage_terms} ".replace("\n", " \n ")
    held: Counter[int] = Counter()
    for clause in wanted:
        lines = {line for one in clause.alternatives for line in _lines_of(padded, one)}
        if clause.fields:
            lines = {line for line in lines if passage_group(hit.document.passages[line].field) in clause.fields}
        held.update(lines)
    return held


def _lines_of(padded: str, alternative: Alternative) -> set[int]:
    needle = f" {' '.join(alternative.terms)} "
    lines: set[int] = set()
    place, line, seen = padded.find(needle), 0, 0
    while place >= 0 and len(lines) < _MOST_PLACES:
        line += padded.count("\n", seen, place)
        lines.add(line)
        seen = place
        place = padded.find(needle, place + 1)
    return lines


def _short_matches(hit: Hit, wanted: list[Clause]) -> Iterable[Match]:
    for field, texts in hit.document.short_texts().items():
        here = _counting_in(field, wanted)
        beginnings = {one.terms[0] for clause in here for one in clause.alternatives}
        for text in texts:
            if not beginnings.isdisjoint(terms(text).split()):
                yield from _matches(field, text, analyse(text), here)


def _elsewhere(hit: Hit, wanted: list[Clause], explained: set[str]) -> Iterable[Match]:
    """Yield the matches of words that neither the short fields nor the best passage hold."""
    for clause in wanted:
        if clause.word not in explained:
            lines = _lines(hit, [clause])
            if lines:
                field, text = hit.document.passages[min(lines)]
                yield from _matches(field, text, analyse(text), [clause])


def _matches(field: str, text: str, found: list[Term], wanted: list[Clause]) -> Iterable[Match]:
    for clause in wanted:
        spans = _spans(found, [clause])
        if spans:
            start, end = spans[0]
            yield Match(field, clause.word, text[start:end])


def _spans(found: list[Term], wanted: list[Clause]) -> list[tuple[int, int]]:
    """Return the places in a text, ascending and apart, that answer any of the clauses."""
    keys = [term.term for term in found]
    spans = set()
    for sought in {one.terms for clause in wanted for one in clause.alternatives if one.terms[0] in keys}:
        length = len(sought)
        for index, key in enumerate(keys):
            if key == sought[0] and tuple(keys[index : index + length]) == sought:
                spans.add((found[index].start, found[index + length - 1].end))
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _marked(text: str, spans: list[tuple[int, int]]) -> SafeString:
    parts, last = [], 0
    for start, end in spans:
        parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return mark_safe("".join([*parts, escape(text[last:])]))  # noqa: S308 - every part is escaped
