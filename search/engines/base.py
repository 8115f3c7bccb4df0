"""The port: what search asks of any engine.

An engine stores case documents and their ready terms and answers requests. It knows
nothing of the database, of HTTP or of the Indonesian language. Any failure that is not
a mistake of the caller is a ``SearchUnavailable`` that says why.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

from search.documents import CaseDocument
from search.expansion import Clause
from search.rarity import Frequencies
from search.weights import DECLARED, Weights


class Sort(StrEnum):
    """The orders of hits; every tie is broken by page id, so paging is stable."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    COMPLETE = "complete"
    COPIED = "copied"
    PROVEN = "proven"
    LIKE_MINE = "like_mine"


PUBLIC_SORTS: Final = tuple(sort for sort in Sort if sort is not Sort.LIKE_MINE)
"""The orders that are the same for everyone."""


@dataclass(frozen=True, slots=True)
class Upsert:
    """Store a document in the place of what the index has of its page."""

    document: CaseDocument

    @property
    def page_id(self) -> int:
        """Return the page that changes."""
        return self.document.page_id

    @property
    def version(self) -> int:
        """Return the state's version."""
        return self.document.version


@dataclass(frozen=True, slots=True)
class Removal:
    """Forget a page, and remember the version so that nothing older brings it back."""

    page_id: int
    version: int


Change = Upsert | Removal


@dataclass(frozen=True, slots=True)
class Condition:
    """Codes of a facet of which a case must have one or, ``negated``, none."""

    facet: str
    codes: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """A number of a case from ``lowest`` to ``highest``, both included; None is an open end.

    One end at least is given. A case whose number is not known is in no range.
    """

    number: str
    lowest: float | None = None
    highest: float | None = None


@dataclass(frozen=True, slots=True)
class Lift:
    """A score for the cases that have any of the codes of a facet."""

    facet: str
    codes: tuple[str, ...]
    score: float


Choice = str | Range
"""What a filter accepts of a case: a code of the filter's facet, or a range of a number."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What is asked. No clauses: every case. ``now`` is in seconds since 1970.

    ``conditions`` belong to the text: whatever is counted keeps them. ``filters`` are
    choices by facet key: several of one facet mean any of them, several facets mean all
    of them. ``facets`` are the keys whose counts are wanted; a count leaves out the
    selection in its own facet. ``pinned`` pages come first, in this order and whatever
    their words, where hits are sorted by relevance; filters and expiry hold for them too.
    ``lifts`` are the scores that ``Sort.LIKE_MINE`` sorts by, instead of those of words.
    ``weights`` are the declared ones unless others are tried.
    """

    now: int
    clauses: tuple[Clause, ...] = ()
    whole_text: str = ""
    conditions: tuple[Condition, ...] = ()
    filters: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    pinned: tuple[int, ...] = ()
    lifts: tuple[Lift, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    size: int = 20
    weights: Weights = DECLARED


@dataclass(frozen=True, slots=True)
class LikenessRequest:
    """What a text is about: its terms, each with how much it counts; ``besides`` is the text's own page."""

    now: int
    terms: Mapping[str, float]
    besides: int | None = None
    size: int = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A case that answers.

    ``score`` is None where hits are not sorted by it; ``passage_terms`` are the terms
    of each of the document's passages, a line each, as they were indexed.
    """

    document: CaseDocument
    score: float | None
    passage_terms: str


Counts = tuple[tuple[str, int], ...]
"""The codes of a facet, each with how many cases have it."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer.

    ``facets`` may still be counted when the hits are there: who reads one waits, and gets the
    SearchUnavailable where counting fails. ``coverage`` is the share of the words that a hit had
    to hold; ``complete`` says whether any case holds them all.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Counts]
    coverage: float = 1.0
    complete: bool = True


class ScoreKind(StrEnum):
    """For what a case gets a part of its score."""

    HELD = "held"  # a word is somewhere in the case
    PLACE = "place"  # a word is in a field that counts
    NEAR = "near"  # two neighbours of the query stand together
    NAME = "name"  # the query is the case's whole name
    OTHER = "other"  # it is not what the query says is not meant
    CONFIRMED = "confirmed"  # its unit has said within the year that it still runs
    PINNED = "pinned"  # editors put the case first


@dataclass(frozen=True, slots=True)
class PlaceScore:
    """What a form of a word gives in a field; of several places the best counts, and a little the others."""

    field: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class ScorePart:
    """A part of a case's score: for what, by which of the reader's words, how much, and from which places."""

    kind: ScoreKind
    word: str
    score: float
    places: tuple[PlaceScore, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoreExplanation:
    """What the score of a case for a request is made of; the parts add up to it.

    ``found`` says whether the request finds the case at all; ``coverage`` is the share of
    the words that a case must hold.
    """

    found: bool
    score: float
    parts: tuple[ScorePart, ...]
    coverage: float


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A case whose name begins like, or holds words that begin like, what was typed."""

    document: CaseDocument


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What may be meant by the beginning of a query: cases by name, tags, next words."""

    cases: tuple[NameMatch, ...]
    tags: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """What the index has of a page, for comparing it with the database."""

    page_id: int
    version: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """Where the index is and how much it holds."""

    engine: str
    place: str
    generation: str
    cases: int


class Generation(Protocol):
    """An index being built beside the one that answers."""

    def add(self, documents: Iterable[CaseDocument]) -> None:
        """Store documents; none of them may be there yet."""

    def switch(self, late: Iterable[Change]) -> None:
        """Apply what changed meanwhile, then let this generation answer, at once."""


class Engine(Protocol):
    """An index of cases."""

    def apply(self, changes: Sequence[Change]) -> None:
        """Store changes durably; a change older than what the index has is left out.

        Raises SearchUnavailable, and IndexBusy where a short wait did not help; then
        nothing was stored and the caller tries again later.
        """

    def search(self, request: SearchRequest) -> SearchResult:
        """Return the hits and counts of a request."""

    def explain(self, request: SearchRequest, page_id: int) -> ScoreExplanation:
        """Return what the score of a page's case for a request is made of, filters left out.

        A page that the index does not have is not found and has no part.
        """

    def similar(self, request: LikenessRequest) -> list[CaseDocument]:
        """Return the cases that share most of a text's terms, rare ones counting more, the likest first.

        A case that has fewer than ``weights.LIKENESS_SHARE`` of the terms is not like the text.
        """

    def suggest(self, typed: str, limit: int, now: int) -> Suggestions:
        """Return what may be meant by the normalised beginning of a query."""

    def frequencies(self, terms: Iterable[str]) -> Frequencies:
        """Return in how many cases each of the terms is, in any field."""

    def similar_words(self, word: str, now: int) -> list[str]:
        """Return the index's own words that are spelled like this one, the likeliest first."""

    def contents(self) -> Iterator[Stored]:
        """Return every case of the index, as it stands now."""

    def rebuild(self) -> AbstractContextManager[Generation]:
        """Return a new, empty generation; leaving the block without switching drops it."""

    def status(self) -> EngineStatus:
        """Return place and size of the index."""
