"""What the search page shows, made ready: the template only lays it out."""

import math
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from common.paging import Pager, pager
from innovations.cards import CaseCard
from innovations.queries import case_cards, newest_first, visible_cases
from search.cards import ResultCard, result_cards
from search.download import MOST_ROWS
from search.engines.base import PUBLIC_SORTS, Sort
from search.expansion import Clause
from search.facet_view import Chip, FacetView, chips, facet_views
from search.facets import BY_KEY
from search.finding import Found, count, find
from search.left_out import left_out
from search.parameters import Parameters
from search.query import ReaderQuery

_NEWEST = 10
_ENTRANCES = 6
_OPTIONS = 10
_OTHERS = 8


@dataclass(frozen=True)
class SortLink:
    """An order of the hits and its address."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class WayOut:
    """Another search, and how many cases it finds."""

    label: str
    url: str
    count: int


@dataclass(frozen=True)
class Choice:
    """A word that means several things, and for each of them the address of a search for it alone."""

    word: str
    senses: list[tuple[str, str]]


@dataclass(frozen=True)
class ResultPage:
    """Everything on a page of results.

    ``left_out`` says what the filters leave out as unknown, with the address that includes it;
    ``downloads`` are kinds of file with their addresses, of ``most_rows`` cases at most.
    """

    parameters: Parameters
    total: int
    hits: list[ResultCard]
    facets: list[FacetView]
    chips: list[Chip]
    clear_url: str
    sorts: list[SortLink]
    pager: Pager
    corrections: list[tuple[str, str]]
    choices: list[Choice]
    others: list[str]
    unknown: list[str]
    query: ReaderQuery
    is_empty: bool
    lacking: bool
    complete: bool
    left_out: list[tuple[str, str]]
    ways_out: list[WayOut]
    entrances: list[WayOut]
    downloads: list[tuple[str, str]]
    most_rows: int = MOST_ROWS


def result_page(parameters: Parameters, now: datetime, *, whole_facets: bool = False) -> ResultPage:
    """Return the page of a search; past the last page it is the last one.

    Raises SearchUnavailable. Costs two SQL queries more than ``find``, however many hits there are.
    """
    found = find(parameters, now)
    pages = max(1, math.ceil(found.result.total / parameters.page_size))
    if parameters.page > pages:
        parameters = parameters.at_page(pages)
        found = find(parameters, now)
    hits = result_cards(found, parameters, now)
    counts = found.counts()
    return ResultPage(
        parameters=parameters,
        total=found.result.total,
        hits=hits,
        facets=facet_views(parameters, counts, None if whole_facets else _OPTIONS),
        chips=chips(parameters),
        clear_url=address(Parameters(q=parameters.q, sort=parameters.sort)),
        sorts=_sorts(parameters),
        pager=pager(parameters.page, pages, lambda number: address(parameters.at_page(number))),
        corrections=list(found.corrections.items()),
        choices=[_choice(clause, parameters) for clause in found.clauses if clause.senses],
        others=_others(found)[:_OTHERS],
        unknown=_unknown(found)[:_OTHERS],
        query=found.query,
        is_empty=found.is_empty,
        lacking=found.result.coverage < 1 and found.result.total > 0,
        complete=found.result.complete,
        left_out=[
            (unknowns.text, address(parameters.including(unknowns.key, unknowns.value)))
            for unknowns in left_out(parameters, counts)
        ],
        ways_out=[] if found.result.total else _ways_out(parameters, found, now),
        entrances=[] if found.result.total else _entrances(now),
        downloads=_downloads(parameters),
    )


def address(parameters: Parameters) -> str:
    """Return the address of a search."""
    query = parameters.query_string()
    return f"{reverse('search')}?{query}" if query else reverse("search")


def newest(request: HttpRequest, now: datetime) -> list[CaseCard]:
    """Return the newest cases from the database, for when the engine is down: six SQL queries."""
    return case_cards(newest_first(visible_cases(now))[:_NEWEST], request)


def _sorts(parameters: Parameters) -> list[SortLink]:
    labels: dict[Sort, Any] = {
        Sort.RELEVANCE: _("most relevant"),
        Sort.NEWEST: _("newest here"),
        Sort.COMPLETE: _("most complete"),
        Sort.COPIED: _("most copied"),
        Sort.PROVEN: _("best proven where copied"),
        Sort.LIKE_MINE: _("from units like mine"),
    }
    return [
        SortLink(str(label), address(parameters.sorted_by(sort)), sort is parameters.sort)
        for sort, label in labels.items()
        if parameters.like_mine or sort in PUBLIC_SORTS
    ]


def _downloads(parameters: Parameters) -> list[tuple[str, str]]:
    """Return the kinds of file that the results can be had as, each with its address."""
    query = parameters.at_page(1).query_string()
    return [(kind, f"{reverse(f'search_{kind.lower()}')}?{query}") for kind in ("XLSX", "CSV")]


def _others(found: Found) -> list[str]:
    """Return the other words by which what is wanted is found, besides the reader's own."""
    words = [
        alternative.text
        for clause in found.clauses
        for alternative in clause.alternatives[1:]
        if not (clause.negated or clause.optional) and alternative.text.casefold() not in clause.word.casefold()
    ]
    return list(dict.fromkeys(words))


def _unknown(found: Found) -> list[str]:
    """Return the wanted words that no case has in any form."""
    wanted = (clause for clause in found.clauses if not (clause.negated or clause.optional))
    return [clause.word for clause in wanted if not clause.weight]


def _choice(clause: Clause, parameters: Parameters) -> Choice:
    """Return the choice between the senses of a word: each takes its place in the query."""
    word = re.compile(rf"(?<!\w){re.escape(clause.word)}(?!\w)")
    searches = (replace(parameters, q=word.sub(sense, parameters.q, count=1), page=1) for sense in clause.senses)
    return Choice(clause.read_as, [(sense, address(one)) for sense, one in zip(clause.senses, searches, strict=True)])


def _ways_out(parameters: Parameters, found: Found, now: datetime) -> list[WayOut]:
    """Return, where it finds anything, the search without each chosen filter, else without all."""
    ways = [
        WayOut(_("without “%s”") % chip.label, chip.url, count(parameters.without(chip.key, chip.code), found, now))
        for chip in chips(parameters)
    ]
    bare = Parameters(q=parameters.q, sort=parameters.sort)
    if parameters.chosen > 1 and not any(way.count for way in ways):
        ways.append(WayOut(_("without any filter"), address(bare), count(bare, found, now)))
    return sorted((way for way in ways if way.count), key=lambda way: -way.count)


def _entrances(now: datetime) -> list[WayOut]:
    """Return the sectors with the most cases, for a reader whose words found nothing."""
    counts = find(Parameters(page_size=1), now).counts()["sector"]
    return [
        WayOut(label, address(Parameters(filters={"sector": (code,)})), cases)
        for code, label, cases in BY_KEY["sector"].ordered(counts)[:_ENTRANCES]
    ]
