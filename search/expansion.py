"""From a query tree to what an engine looks for: terms, their other words, their weights."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, pairwise
from operator import attrgetter

from search import weights
from search.language import Term, analyse, stem, terms
from search.language.negation import Turned, read
from search.language.synonyms import Terms
from search.language.tables import optional_words, padded_words
from search.language.thesaurus import Thesaurus, bundled
from search.query import SCOPES, YEARS, Part, ReaderQuery

_MAX_CLAUSES = 24
_MAX_ALTERNATIVES = 8


@dataclass(frozen=True, slots=True)
class Alternative:
    """Terms that, standing together in this order with up to ``slop`` others between, answer a clause."""

    terms: Terms
    weight: float
    text: str
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that a case should hold, in any of its alternatives (the literal first).

    ``word`` is the reader's own; ``optional`` ones only lift a case; ``negated`` ones
    rule it out, or, where only to be ``avoided``, let others come first; what was
    ``quoted`` is meant to the letter. One that is kept to ``fields`` counts in no other,
    and is never among the words that a case may lack. ``senses`` are what a word may mean
    where the others don't tell. ``weight`` is how much of the query it is (see
    ``rarity.weigh``); 0 where no case has it.
    """

    word: str
    alternatives: tuple[Alternative, ...]
    negated: bool = False
    avoided: bool = False
    optional: bool = False
    quoted: bool = False
    fields: tuple[str, ...] = ()
    senses: tuple[str, ...] = ()
    weight: float = 1.0

    @property
    def literal(self) -> Alternative:
        """Return what the reader typed, as terms, or what was put in its place."""
        return self.alternatives[0]

    @property
    def read_as(self) -> str:
        """Return the word as it is sought: the reader's own, or what was put in its place."""
        return self.word if self.literal.weight == 1.0 else self.literal.text

    @property
    def is_word(self) -> bool:
        """Say whether this is one word that is wanted, in any of its spellings."""
        return not (self.negated or self.quoted) and len(self.literal.terms) == 1

    @property
    def is_plain(self) -> bool:
        """Say whether this is such a word, wanted anywhere."""
        return self.is_word and not self.fields


@cache
def _optional_terms() -> frozenset[str]:
    return frozenset(map(stem, optional_words()))


def _is_word(part: Part) -> bool:
    """Say whether a part is a plain word; neighbours of them are read as one text."""
    return not (part.phrase or part.negated or part.scope)


def _clauses(parts: Iterable[Part]) -> Iterable[Clause]:
    for plain, run in groupby(parts, _is_word):
        if plain:
            yield from _words(" ".join(map(attrgetter("text"), run)))
        else:
            for part in run:
                yield from _kept_together(part)


def _words(text: str) -> Iterable[Clause]:
    before = ""
    for one in read(text):
        word = text[one.start : one.end]
        if isinstance(one, Term):
            literal = Alternative((one.term,), 1.0, one.surface)
            is_padding = (before, one.surface) in padded_words()
            yield Clause(word, (literal,), optional=is_padding or one.term in _optional_terms())
        else:
            yield from _turned(word, one)
        before = one.surface


def _turned(word: str, one: Turned) -> Iterable[Clause]:
    """Yield the clauses of «tanpa aplikasi»: what a case is without, and what it should not be.

    Other things alone may mean the opposite, and count little: «tanpa antre» is told of queues.
    Of «selain drive thru» hardly a case says to be without it: that only lifts one.
    """
    terms = tuple(term.term for term in one.terms)
    if not one.is_other or one.is_means:
        ways = [
            Alternative((stem(without), *terms), weight, f"{without} {one.surface}", weights.NEAR_SLOP)
            for without, weight in weights.WITHOUT.items()
        ]
        alone = () if one.is_means else (Alternative(terms, weights.WITH_INSTEAD, one.surface),)
        yield Clause(word, (*ways, *alone), optional=one.is_other)
    if one.is_other or one.is_means:
        yield Clause(word, (Alternative(terms, 1.0, one.surface, weights.NEAR_SLOP),), negated=True, avoided=True)


def _kept_together(part: Part) -> Iterable[Clause]:
    found = analyse(part.text)
    if not found or part.scope == YEARS:
        return
    fields = SCOPES.get(part.scope, ())
    if part.phrase or (part.negated and len(found) > 1):
        together = Alternative(tuple(term.term for term in found), 1.0, part.text)
        yield Clause(part.text, (together,), part.negated, quoted=part.phrase, fields=fields)
        return
    for term in found:
        literal = Alternative((term.term,), 1.0, term.surface)
        yield Clause(part.text[term.start : term.end], (literal,), part.negated, fields=fields)


def _with_senses(clauses: list[Clause], thesaurus: Thesaurus) -> list[Clause]:
    """Give a word of several senses the one that fits the others, or all of them, and say so."""
    terms = [clause.literal.terms[0] for clause in clauses if clause.is_plain]
    return [_in_sense(clause, terms, thesaurus) if clause.is_plain else clause for clause in clauses]


def _in_sense(clause: Clause, terms: Sequence[str], thesaurus: Thesaurus) -> Clause:
    term = clause.literal.terms[0]
    fitting = thesaurus.meant(term, {other for other in terms if other != term})
    if not fitting:
        return clause
    others = tuple(Alternative(sense.terms, weights.SENSE, sense.text) for sense in fitting)
    # What a sense goes by otherwise is meant as well: «UKM» is also «UMKM».
    known = [synonym for sense in fitting for synonym in thesaurus.synonyms.get(sense.terms, ())]
    further = tuple(Alternative(one.terms, weights.SENSE * one.weight, one.text) for one in known)
    is_open = len(fitting) > 1
    return replace(
        _also(clause, (*others, *further)),
        senses=tuple(sense.text for sense in fitting) if is_open else (),
    )


def _with_synonyms(clauses: list[Clause], thesaurus: Thesaurus) -> list[Clause]:
    """Give each word of an expression the expression's synonyms as alternatives.

    So «jemput bola» is also answered, as a whole, by «layanan keliling». A word of such
    an expression is not optional, whatever it is alone: «tidak mampu».
    """
    extra: list[list[Alternative]] = [[] for _ in clauses]
    is_part = [False] * len(clauses)
    plain = [() if clause.negated or clause.quoted else clause.literal.terms for clause in clauses]
    for start in range(len(clauses)):
        key: Terms = ()
        for end in range(start, min(start + thesaurus.longest, len(clauses))):
            if not plain[end] or clauses[end].fields != clauses[start].fields:
                break
            key += plain[end]
            known = thesaurus.synonyms.get(key, ())
            least = weights.SAME_NAME if clauses[start].fields else 0.0
            others = [Alternative(one.terms, one.weight, one.text) for one in known if one.weight >= least]
            for index in range(start, end + 1):
                extra[index] += others
                is_part[index] |= bool(others) and end > start
    for clause, others in zip(clauses, extra, strict=True):
        others += _turned_others(clause, thesaurus)
    given = zip(clauses, extra, is_part, strict=True)
    return [_also(replace(one, optional=one.optional and not part), others) for one, others, part in given]


def _turned_others(clause: Clause, thesaurus: Thesaurus) -> Iterable[Alternative]:
    """Yield the other words of what is to be lacking or avoided: «tanpa penyelenggara acara» for «tanpa EO»."""
    if clause.avoided:
        for one in thesaurus.synonyms.get(clause.literal.terms, ()):
            if one.weight >= weights.SAME_THING:
                yield Alternative(one.terms, one.weight, one.text, weights.NEAR_SLOP)
    elif not clause.quoted and len(clause.literal.terms) == 2 and clause.literal.slop:
        without, term = clause.literal.terms
        surface = clause.literal.text.partition(" ")[0]
        for one in thesaurus.synonyms.get((term,), ()):
            yield Alternative((without, *one.terms), one.weight, f"{surface} {one.text}", weights.NEAR_SLOP)


def _also(clause: Clause, others: Iterable[Alternative]) -> Clause:
    """Add alternatives to a clause: each once, with its best weight, the weightiest of them."""
    best: dict[Terms, Alternative] = {}
    for one in sorted((*clause.alternatives[1:], *others), key=lambda one: -one.weight):
        if one.terms != clause.literal.terms:
            best.setdefault(one.terms, one)
    return replace(clause, alternatives=(clause.literal, *best.values())[:_MAX_ALTERNATIVES])


def _once(clauses: Iterable[Clause]) -> list[Clause]:
    """Return clauses without those that say what an earlier one says («anak anak»)."""
    seen: dict[tuple[Terms, bool, tuple[str, ...]], Clause] = {}
    for clause in clauses:
        seen.setdefault((clause.literal.terms, clause.negated, clause.fields), clause)
    return list(seen.values())


def expand(
    query: ReaderQuery, thesaurus: Thesaurus | None = None, corrections: Mapping[str, str] | None = None
) -> tuple[Clause, ...]:
    """Return the clauses of a query, synonyms and senses included: the bundled ones where no others are given.

    ``corrections`` are put in the place of unknown words, ``{literal surface: known words}``:
    they make compounds with their neighbours, bring their senses and synonyms and speak for
    those of others, as if they had been typed. Words that people type around what they look
    for are optional, unless the query has no other.
    """
    clauses = _once(_corrected(_clauses(query.parts), corrections or {}))[:_MAX_CLAUSES]
    thesaurus = thesaurus or bundled()
    if all(clause.negated or (clause.optional and clause.is_word) for clause in clauses):
        clauses = [replace(clause, optional=False) for clause in clauses]
    return tuple(_with_synonyms(_with_senses(clauses, thesaurus), thesaurus))


def _corrected(clauses: Iterable[Clause], corrections: Mapping[str, str]) -> list[Clause]:
    """Put known words in the place of unknown ones, and together what is one in meaning: «rumah» and «sakjt»."""
    found: list[Clause] = []
    for clause in clauses:
        known = corrections.get(clause.literal.text) if clause.is_word else None
        one = _instead(clause, known) if known else clause
        if not one.literal.terms:
            continue
        together = _compound(found[-1], one) if found and corrections else None
        if together is None:
            found.append(one)
        else:
            found[-1] = together
    return found


def _instead(clause: Clause, known: str) -> Clause:
    literal = Alternative(tuple(stem(word) for word in known.split() if terms(word)), weights.CORRECTION, known)
    optional = not clause.fields and _optional_terms().issuperset(literal.terms)
    return replace(clause, alternatives=(literal,), optional=optional)


def _compound(one: Clause, two: Clause) -> Clause | None:
    text = f"{one.literal.text} {two.literal.text}"
    together = tuple(term.term for term in analyse(text)) if one.is_plain and two.is_plain else ()
    if len(together) != 1:
        return None
    weight = min(one.literal.weight, two.literal.weight)
    return Clause(f"{one.word} {two.word}", (Alternative(together, weight, text),))


def joined(clauses: Sequence[Clause]) -> dict[str, str]:
    """Return the neighbours of a query written as one word, each with its stem: ``{surface: stem}``."""
    pairs = pairwise(clauses)
    surfaces = (f"{one.literal.text}{two.literal.text}" for one, two in pairs if one.is_plain and two.is_plain)
    return {surface: stem(surface) for surface in surfaces if surface.isalpha()}


def join(clauses: Sequence[Clause], known: Iterable[str]) -> tuple[Clause, ...]:
    """Let neighbours also be answered by the word they make together: «peduli lindungi»."""
    words = set(known)
    changed = list(clauses)
    for index, (one, two) in enumerate(pairwise(clauses)):
        surface = f"{one.literal.text}{two.literal.text}"
        if one.is_plain and two.is_plain and surface in words:
            together = Alternative((stem(surface),), weights.JOINED, surface)
            for place in (index, index + 1):
                changed[place] = _also(changed[place], [together])
    return tuple(changed)
