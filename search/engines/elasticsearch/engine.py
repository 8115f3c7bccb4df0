"""The engine for more than one machine."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Final, TypeVar

from django.utils.translation import gettext as _
from elasticsearch import Elasticsearch
from elasticsearch.dsl import Search

from search.documents import CaseDocument
from search.engines.base import (
    Change,
    EngineStatus,
    LikenessRequest,
    ScoreExplanation,
    SearchRequest,
    SearchResult,
    Stored,
    Suggestions,
)
from search.engines.elasticsearch import vocabulary
from search.engines.elasticsearch.connection import Caller, Connection
from search.engines.elasticsearch.queries import translate
from search.engines.elasticsearch.rows import Row, case_row, row
from search.engines.elasticsearch.searching import answer, explain, similar
from search.engines.elasticsearch.store import Store
from search.engines.plan import living
from search.errors import IndexBusy, IndexMissing
from search.prepared import prepare_all
from search.rarity import Frequencies

logger = logging.getLogger(__name__)

_STORING: Final = 2
_BUILDING: Final = 12
"""How many times as long as a search these may take."""

_BATCH: Final = 200
_ROWS_A_PAGE: Final = 1_000

T = TypeVar("T")


class ElasticsearchEngine:
    """An index of cases in Elasticsearch."""

    def __init__(self, connection: Connection) -> None:
        """Name the connection; nothing is asked before it is needed."""
        self._caller = Caller(connection)
        self._store = Store(connection.prefix)

    def apply(self, changes: Sequence[Change]) -> None:
        """Store changes; see the port. Raises ValueError where Elasticsearch refuses some: the others are stored."""
        rows = [row(change) for change in changes]
        refused = self._ask(lambda client: self._store.put(client, rows), _STORING)
        if refused:
            raise ValueError("; ".join(f"case {page}: {reason}" for page, reason in refused.items()))

    def search(self, request: SearchRequest) -> SearchResult:
        """Return hits and counts; see the port."""
        return self._ask(lambda client: answer(client, self._store.read_alias, request))

    def explain(self, request: SearchRequest, page_id: int) -> ScoreExplanation:
        """Return what a case's score is made of; see the port."""
        return self._ask(lambda client: explain(client, self._store.read_alias, request, page_id))

    def similar(self, request: LikenessRequest) -> list[CaseDocument]:
        """Return the cases that are like a text; see the port."""
        return self._ask(lambda client: similar(client, self._store.read_alias, request))

    def suggest(self, typed: str, limit: int, now: int) -> Suggestions:
        """Return what may be meant by a beginning; see the port."""
        return self._ask(lambda client: vocabulary.suggest(client, self._store.read_alias, typed, limit, now))

    def frequencies(self, terms: Iterable[str]) -> Frequencies:
        """Return in how many cases each term is; see the port."""
        asked = list(terms)
        return self._ask(lambda client: vocabulary.frequencies(client, self._store.read_alias, asked))

    def similar_words(self, word: str, now: int) -> list[str]:
        """Return the index's words that are spelled alike; see the port."""
        return self._ask(lambda client: vocabulary.similar_words(client, self._store.read_alias, word, now))

    def _ask(self, ask: Callable[[Elasticsearch], T], patience: int = 1) -> T:
        """Ask the generation that answers, and once more where it was replaced meanwhile."""
        try:
            with self._caller.calling(patience) as client:
                return ask(client)
        except IndexMissing:
            with self._caller.calling(patience) as client:
                self._store.answering(client)
                return ask(client)

    def contents(self) -> Iterator[Stored]:
        """Return every case of the index; see the port."""
        with self._caller.calling(_BUILDING) as client:
            self._store.answering(client)
            rows = (
                Search(using=client, index=self._store.read_alias)
                .query(translate(living(0)))
                .source(False)
                .extra(version=True, size=_ROWS_A_PAGE, docvalue_fields=["page_id", "fingerprint"])
            )
            for one in rows.iterate():
                yield Stored(one.page_id[0], one.meta.version, one.fingerprint[0])

    @contextmanager
    def rebuild(self) -> Iterator["ElasticsearchGeneration"]:
        """Return a new generation; see the port."""
        generation = ElasticsearchGeneration(self._caller, self._store)
        try:
            yield generation
        finally:
            generation.close()

    def status(self) -> EngineStatus:
        """Return place and size of the index; see the port."""
        with self._caller.calling() as client:
            generation = self._store.answering(client).read or ""
            cases = Search(using=client, index=generation).query(translate(living(0))).count()
        return EngineStatus("elasticsearch", self._caller.connection.place, generation, cases)


class ElasticsearchGeneration:
    """A generation being built beside the one that answers."""

    def __init__(self, caller: Caller, store: Store) -> None:
        """Make an empty one."""
        self._caller, self._store = caller, store
        self._switched = False
        with self._calling() as client:
            self._name = store.begin(client)

    def add(self, documents: Iterable[CaseDocument]) -> None:
        """Store documents; see the port. One that Elasticsearch refuses is logged and left out."""
        self._fill(map(case_row, prepare_all(documents)))

    def switch(self, late: Iterable[Change]) -> None:
        """Apply what changed meanwhile and answer from now on; see the port."""
        self._fill(map(row, late))
        with self._calling() as client:
            self._store.switch(client, self._name)
        self._switched = True

    @contextmanager
    def _calling(self) -> Iterator[Elasticsearch]:
        """Yield a client. Raises IndexBusy where another process removed this generation: that one has switched."""
        try:
            with self._caller.calling(_BUILDING) as client:
                yield client
        except IndexMissing as missing:
            raise IndexBusy(_("Another process has built the search index anew.")) from missing

    def _fill(self, rows: Iterator[Row]) -> None:
        while batch := list(islice(rows, _BATCH)):
            with self._calling() as client:
                refused = self._store.fill(client, self._name, batch)
            for page, reason in refused.items():
                logger.error("Case %s is not in the new index: %s", page, reason)

    def close(self) -> None:
        """Remove the index unless it answers by now."""
        if not self._switched:
            with self._calling() as client:
                self._store.drop(client, self._name)
