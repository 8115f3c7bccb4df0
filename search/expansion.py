"""From a query tree to what an engine looks for: terms, their other words, their weights."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from search import weights
from search.language import analyse, stem
from search.language.synonyms import Thesaurus, bundled
from search.language.tables import optional_words
from search.query import SCOPES, YEARS, Part, ReaderQuery

_MAX_CLAUSES = 24
_MAX_ALTERNATIVES = 8


@dataclass(frozen=True, slots=True)
class Alternative:
    """Terms that, standing together in this order, answer a clause."""

    terms: tuple[str, ...]
    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that a case should hold, in any of its alternatives (the literal first).

    ``word`` is the reader's own; ``optional`` ones only lift a case; ``negated`` ones
    rule it out. One that is kept to ``fields`` counts in no other, and is never among
    the words that a case may lack.
    """

    word: str
    alternatives: tuple[Alternative, ...]
    negated: bool = False
    optional: bool = False
    fields: tuple[str, ...] = ()

    @property
    def literal(self) -> Alternative:
        """Return what the reader typed, as terms."""
        return self.alternatives[0]


def _clauses_of(part: Part) -> list[Clause]:
    found = analyse(part.text)
    if not found or part.scope == YEARS:
        return []
    fields = SCOPES.get(part.scope, ())
    if part.phrase or (part.negated and len(found) > 1):
        together = Alternative(tuple(term.term for term in found), 1.0, part.text)
        return [Clause(part.text, (together,), part.negated, fields=fields)]
    optional = frozenset() if part.negated or fields else optional_words()
    return [
        Clause(
            part.text[term.start : term.end],
            (Alternative((term.term,), 1.0, term.surface),),
            part.negated,
            term.surface in optional,
            fields,
        )
        for term in found
    ]


def _with_synonyms(clauses: list[Clause], thesaurus: Thesaurus) -> list[Clause]:
    """Give each word of an expression the expression's synonyms as alternatives.

    So «jemput bola» is also answered, as a whole, by «layanan keliling».
    """
    extra: list[list[Alternative]] = [[] for _ in clauses]
    plain = [() if clause.negated else clause.literal.terms for clause in clauses]
    for start in range(len(clauses)):
        key: tuple[str, ...] = ()
        for end in range(start, min(start + thesaurus.longest, len(clauses))):
            if not plain[end] or clauses[end].fields != clauses[start].fields:
                break
            key += plain[end]
            others = [Alternative(one.terms, one.weight, one.text) for one in thesaurus.table.get(key, ())]
            for index in range(start, end + 1):
                extra[index] += others
    return [
        replace(clause, alternatives=_distinct((*clause.alternatives, *others)))
        for clause, others in zip(clauses, extra, strict=True)
    ]


def _distinct(alternatives: tuple[Alternative, ...]) -> tuple[Alternative, ...]:
    best: dict[tuple[str, ...], Alternative] = {}
    for one in alternatives:
        best.setdefault(one.terms, one)
    return tuple(best.values())[:_MAX_ALTERNATIVES]


def expand(query: ReaderQuery, thesaurus: Thesaurus | None = None) -> tuple[Clause, ...]:
    """Return the clauses of a query, synonyms included: the bundled ones where no others are given.

    Words that people type around what they look for are optional, unless the query
    has no other.
    """
    clauses = [clause for part in query.parts for clause in _clauses_of(part)][:_MAX_CLAUSES]
    if not any(not clause.optional and not clause.negated for clause in clauses):
        clauses = [replace(clause, optional=False) for clause in clauses]
    return tuple(_with_synonyms(clauses, thesaurus or bundled()))


def correct(clauses: tuple[Clause, ...], corrections: Mapping[str, str]) -> tuple[Clause, ...]:
    """Put known words in the place of unknown ones: ``{literal surface: known word}``."""
    changed = []
    for clause in clauses:
        known = corrections.get(clause.literal.text)
        if known is not None and not clause.negated:
            instead = Alternative((stem(known),), weights.CORRECTION, known)
            clause = replace(clause, alternatives=_distinct((*clause.alternatives, instead)))
        changed.append(clause)
    return tuple(changed)
