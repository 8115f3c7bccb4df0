"""Words that no case has: what may have been meant, from the words of the index and of the language's tables.

A word that a case has is never replaced, nor one that the tables know. Neighbours may also
be one word of the index («peduli lindungi»), an unknown word two of them («kotaklontar») or
one misspelled, the last one the beginning of a name's («drive thru sor»). A misspelled word
of the tables («pmii») stands for those that it brings.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from search.engines.base import Engine
from search.engines.spelling import likeliest, prefixes
from search.expansion import Clause, expand, join, joined
from search.language import is_known, normalise, stem
from search.language.thesaurus import Thesaurus
from search.query import ReaderQuery, parse
from search.rarity import Frequencies, weigh

_SHORTEST_PART: Final = 3
_SHORTEST_WHOLE: Final = 7
_MOST_NAMES: Final = 10


def checked(
    engine: Engine, query: ReaderQuery, now: int, thesaurus: Thesaurus
) -> tuple[tuple[Clause, ...], dict[str, str]]:
    """Return clauses with what the index has instead of unknown words, each with its weight, and the replacements."""
    clauses = expand(query, thesaurus)
    if not clauses:
        return (), {}
    pairs = joined(clauses)
    known = engine.frequencies({*_terms(clauses), *pairs.values()})
    together = [surface for surface, term in pairs.items() if term in known.of]
    clauses = join(clauses, together)
    unknown = [clause.literal.text for clause in clauses if clause.is_word and not known.rarity(clause)]
    possible = {word: _meant(engine, query, word, now, thesaurus) for word in unknown if not is_known(word)}
    corrections = {word: instead for word, instead in possible.items() if instead}
    if corrections:
        clauses = join(expand(query, thesaurus, corrections), together)
        known = engine.frequencies(_terms(clauses))
    return weigh(clauses, known), corrections


def _terms(clauses: Iterable[Clause]) -> set[str]:
    return {term for clause in clauses for one in clause.alternatives for term in one.terms}


def _meant(engine: Engine, query: ReaderQuery, word: str, now: int, thesaurus: Thesaurus) -> str:
    """Return what stands for an unknown word, empty where nothing does."""
    return (
        _begun(engine, query, word, now)
        or _alike(engine, word, now)
        or _parted(engine, word)
        or _entry(engine, word, thesaurus)
    )


def _begun(engine: Engine, query: ReaderQuery, word: str, now: int) -> str:
    """Return the word in which a name goes on that holds the query and breaks off there: «drive thru sor»."""
    if len(word) < _SHORTEST_PART or query.words.split()[-1:] != [word]:
        return ""
    documents = (one.document for one in engine.suggest(query.words, _MOST_NAMES, now).cases)
    written = {known for one in documents for known in normalise(f"{one.name} {one.plain_title}").split()}
    return min(
        (known for known in written if known.startswith(word)), key=lambda known: (len(known), known), default=""
    )


def _alike(engine: Engine, word: str, now: int) -> str:
    return next(iter(engine.similar_words(word, now)), "")


def _entry(engine: Engine, word: str, thesaurus: Thesaurus) -> str:
    """Return the entry of the tables that is spelled alike, where some case has what it stands for."""
    beginnings = tuple(prefixes(word))
    near = (entry for entry in thesaurus.words if entry.startswith(beginnings))
    for entry in likeliest(word, dict.fromkeys(near, 1)):
        clauses = expand(parse(entry), thesaurus)
        known = engine.frequencies(_terms(clauses))
        if any(map(known.rarity, clauses)):
            return entry
    return ""


def _parted(engine: Engine, word: str) -> str:
    """Return the two known words that a word was made of, the commoner pair first; empty if there are none."""
    if len(word) < _SHORTEST_WHOLE or not word.isalpha():
        return ""
    pairs = {f"{left} {right}": (stem(left), stem(right)) for left, right in _cuts(word)}
    known = engine.frequencies({term for pair in pairs.values() for term in pair})
    commonest = max(pairs, key=lambda text: _commonness(pairs[text], known))
    return commonest if _commonness(pairs[commonest], known) else ""


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        yield word[:place], word[place:]


def _commonness(pair: tuple[str, str], known: Frequencies) -> int:
    return min(known.of.get(term, 0) for term in pair)
