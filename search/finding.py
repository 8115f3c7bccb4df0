"""Answering a search: the reader's text, read, expanded and corrected, put to the engine."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from innovations.queries import public_keys
from search.corrections import checked
from search.documents import CaseDocument
from search.engines import get_engine
from search.engines.base import Condition, Lift, SearchRequest, SearchResult, Sort, Suggestions
from search.expansion import Clause
from search.explain import Explained, explain
from search.facets import BY_KEY, FACETS
from search.facets.base import Counts
from search.language import normalise
from search.language.thesaurus import Thesaurus
from search.parameters import Parameters
from search.pins import pinned_pages
from search.query import YEARS, ReaderQuery, parse, years
from search.thesaurus import thesaurus_in_use


@dataclass(frozen=True, slots=True)
class Reading:
    """A search as it is understood; ``corrections`` are the words that no case has with what is sought instead."""

    parameters: Parameters
    query: ReaderQuery
    corrections: dict[str, str]
    request: SearchRequest

    @property
    def is_empty(self) -> bool:
        """Say whether something was typed of which nothing can be looked for."""
        return not (self.query.is_blank or self.request.clauses or self.request.conditions)


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search; ``hits`` are as the index has them, see ``still_public``.

    ``is_empty`` where something was typed of which nothing can be looked for.
    """

    parameters: Parameters
    query: ReaderQuery
    clauses: tuple[Clause, ...]
    corrections: dict[str, str]
    pinned: tuple[int, ...]
    result: SearchResult
    hits: tuple[Explained, ...]
    is_empty: bool

    def counts(self) -> dict[str, Counts]:
        """Return the counts of facets, as values that a reader can choose. Raises SearchUnavailable.

        They are ready last: who asks for them after all else that the hits give waits least.
        """
        return {key: BY_KEY[key].told(found, self.parameters) for key, found in self.result.facets.items()}


def find(parameters: Parameters, now: datetime, thesaurus: Thesaurus | None = None) -> Found:
    """Answer a search, with the thesaurus in use where no other is given.

    Raises SearchUnavailable when the engine can't. Three SQL queries a second at most.
    """
    reading = read(parameters, now, thesaurus)
    request, result = reading.request, _answer(reading)
    return Found(
        parameters=reading.parameters,
        query=reading.query,
        clauses=request.clauses,
        corrections=reading.corrections,
        pinned=request.pinned,
        result=result,
        hits=tuple(explain(hit, request.clauses) for hit in result.hits),
        is_empty=reading.is_empty,
    )


def find_documents(parameters: Parameters, now: datetime) -> list[CaseDocument]:
    """Return the cases of a search that everyone may read now, as the index has them, unexplained.

    Raises SearchUnavailable. Two SQL queries more than ``find``.
    """
    documents = [hit.document for hit in _answer(read(parameters, now)).hits]
    public = public_keys((document.page_id for document in documents), now)
    return [document for document in documents if document.page_id in public]


def newer_keys(parameters: Parameters, since: datetime, now: datetime, most: int) -> set[int]:
    """Return the keys of the cases of a search that were first published after ``since``, the newest ``most``.

    As the index has them, see ``still_public``. Raises SearchUnavailable. Two SQL queries a second at most.
    """
    reading = read(parameters, now)
    if reading.is_empty:
        return set()
    request = replace(reading.request, sort=Sort.NEWEST, facets=(), offset=0, size=most)
    documents = (hit.document for hit in get_engine().search(request).hits)
    return {document.page_id for document in documents if document.published_at >= int(since.timestamp())}


def _answer(reading: Reading) -> SearchResult:
    if reading.is_empty:
        return SearchResult(0, (), dict.fromkeys(_counted(reading.parameters), ()))
    return get_engine().search(reading.request)


def read(parameters: Parameters, now: datetime, thesaurus: Thesaurus | None = None) -> Reading:
    """Return what a search asks of the engine, with the thesaurus in use where no other is given.

    Raises SearchUnavailable when the engine can't. Three SQL queries a second at most.
    """
    asked, query = parameters.asked_at(now), parse(parameters.q)
    thesaurus = thesaurus or thesaurus_in_use()
    clauses, corrections = checked(get_engine(), query, asked.now, thesaurus)
    pinned = pinned_pages(query, timezone.localdate(now))
    return Reading(asked, query, corrections, _request(asked, query, clauses, pinned))


def still_public(found: Found, now: datetime) -> tuple[Explained, ...]:
    """Return the hits without those hidden a moment ago, whose news the index has yet to hear.

    Two SQL queries. Whoever shows hits asks this.
    """
    public = public_keys((one.hit.document.page_id for one in found.hits), now)
    return tuple(one for one in found.hits if one.hit.document.page_id in public)


def count(parameters: Parameters, found: Found, now: datetime) -> int:
    """Return how many cases other filters would find for the same words."""
    request = _request(parameters.asked_at(now), found.query, found.clauses, found.pinned)
    return get_engine().search(replace(request, size=0, facets=())).total


def suggest(typed: str, limit: int, now: datetime) -> Suggestions:
    """Return what may be meant by the beginning of a query. Raises SearchUnavailable."""
    beginning = normalise(parse(typed).text)
    found = get_engine().suggest(beginning, limit, int(now.timestamp()))
    public = public_keys((one.document.page_id for one in found.cases), now)
    return replace(found, cases=tuple(one for one in found.cases if one.document.page_id in public))


def conditions(query: ReaderQuery) -> tuple[Condition, ...]:
    """Return the years that a query asks for or rules out."""
    return tuple(
        Condition("year", tuple(map(str, years(part.text))), part.negated)
        for part in query.parts
        if part.scope == YEARS
    )


def _request(
    parameters: Parameters, query: ReaderQuery, clauses: tuple[Clause, ...], pinned: tuple[int, ...]
) -> SearchRequest:
    sort = parameters.sort
    if sort is Sort.RELEVANCE and not clauses:
        sort = Sort.NEWEST
    return SearchRequest(
        now=parameters.now,
        clauses=clauses,
        conditions=conditions(query),
        whole_text=query.words,
        filters={key: BY_KEY[key].sought(parameters) for key in parameters.filters},
        facets=_counted(parameters),
        pinned=pinned,
        lifts=_lifts(parameters) if sort is Sort.LIKE_MINE else (),
        sort=sort,
        offset=(parameters.page - 1) * parameters.page_size,
        size=parameters.page_size,
    )


def _lifts(parameters: Parameters) -> tuple[Lift, ...]:
    """Return a score for each step of likeness to the reader's own units."""
    steps = parameters.like_mine.steps if parameters.like_mine else ()
    return tuple(Lift("like_mine", codes, score) for score, codes in steps)


def _counted(parameters: Parameters) -> tuple[str, ...]:
    """Return the facets whose counts say something to this reader."""
    reader = parameters.reader
    return tuple(facet.key for facet in FACETS if facet.is_counted and (not facet.is_personal or reader.get(facet.key)))
