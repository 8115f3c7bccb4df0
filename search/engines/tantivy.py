"""The embedded engine: tantivy, one machine, no service to start."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

from tantivy import DocAddress, Document, Index, IndexWriter, Occur, Order, Query, Searcher

from search.documents import CaseDocument
from search.engines.base import (
    Change,
    EngineStatus,
    Hit,
    LikenessRequest,
    NameMatch,
    Removal,
    ScoreExplanation,
    SearchRequest,
    SearchResult,
    Stored,
    Suggestions,
)
from search.engines.orders import ORDERS
from search.engines.plan import EVERYWHERE, Combined, OfPage, Scored, alike, living
from search.engines.plan import Query as Planned
from search.engines.spelling import likeliest, prefixes
from search.engines.tantivy_counts import CountedBeside
from search.engines.tantivy_query import narrowed, translate
from search.engines.tantivy_schema import case_row, order_field, removal_row, schema
from search.engines.tantivy_store import Store, explained
from search.engines.text_plan import TextPlan, explanation
from search.prepared import fingerprint, prepare, prepare_all
from search.rarity import Frequencies

_MOST_EXPANSIONS: Final = 20
_NAME_BEGINS: Final = 10.0


class TantivyEngine:
    """An index of cases in a directory of this machine."""

    def __init__(self, directory: str) -> None:
        """Name the directory; it is opened when it is first needed."""
        self._store = Store(directory)

    def apply(self, changes: Sequence[Change]) -> None:
        """Store changes; see the port."""
        newest: dict[int, Change] = {}
        for change in changes:
            known = newest.get(change.page_id)
            if known is None or known.version <= change.version:
                newest[change.page_id] = change
        rows = [(change, _row(change)) for change in newest.values()]
        with self._store.locked(), explained(self._store.root):
            index = self._store.open_index(self._store.generation)
            with self._store.writer(index) as writer:
                _replace(index, writer, rows)

    def search(self, request: SearchRequest) -> SearchResult:
        """Return hits and counts; see the port."""
        searcher = self._store.searcher()
        with explained(self._store.root):
            text, living_only = TextPlan(request), replace(request, filters={})
            needed, complete = text.needed(lambda query: _total(searcher.search(narrowed(query, living_only), 1)))
            counts = CountedBeside(self._store.root, searcher, text.counted(needed), request)
            found = self._page(searcher, narrowed(text.found(needed), request), request)
            return SearchResult(found.total, found.hits, counts, text.coverage(needed), complete)

    def _page(self, searcher: Searcher, query: Query, request: SearchRequest) -> SearchResult:
        field = order_field(request.sort) if request.sort in ORDERS else None
        answer = searcher.search(
            query,
            max(1, request.size),
            order_by_field=field,
            offset=min(request.offset, searcher.num_docs),
            order=Order.Desc,
        )
        addresses = answer.hits[: request.size]
        hits = tuple(_hit(searcher, address, None if field else score) for score, address in addresses)
        return SearchResult(_total(answer), hits, {})

    def explain(self, request: SearchRequest, page_id: int) -> ScoreExplanation:
        """Return what a case's score is made of; see the port."""
        searcher, everything = self._store.searcher(), replace(request, filters={})
        own = Scored(OfPage(page_id), 0.0)

        def score(query: Planned) -> float | None:
            hits = searcher.search(narrowed(Combined(must=(query, own)), everything), 1).hits
            return hits[0][0] if hits else None

        with explained(self._store.root):
            text = TextPlan(request)
            needed, _complete = text.needed(lambda query: _total(searcher.search(narrowed(query, everything), 1)))
            return explanation(text, needed, score)

    def similar(self, request: LikenessRequest) -> list[CaseDocument]:
        """Return the cases that are like a text; see the port."""
        searcher = self._store.searcher()
        with explained(self._store.root):
            found = searcher.search(translate(alike(request)), request.size).hits if request.terms else []
            return [_document(searcher.doc(address)) for _score, address in found]

    def suggest(self, typed: str, limit: int, now: int) -> Suggestions:
        """Return what may be meant by a beginning; see the port."""
        words = typed.split()
        if not words:
            return Suggestions((), (), ())
        searcher = self._store.searcher()
        with explained(self._store.root):
            alive = translate(living(now))
            tags = searcher.terms_with_prefix("whole_tag", typed, alive, limit)
            last = searcher.terms_with_prefix("words", words[-1], alive, limit)
            found = searcher.search(_name_query(searcher, words, alive), limit).hits
            names = tuple(NameMatch(_document(searcher.doc(address))) for _score, address in found)
        before = words[:-1]
        return Suggestions(
            names, tuple(tag for tag, _count in tags), tuple(" ".join([*before, word]) for word, _count in last)
        )

    def frequencies(self, terms: Iterable[str]) -> Frequencies:
        """Return in how many cases each term is; see the port."""
        searcher = self._store.searcher()
        with explained(self._store.root):
            counted = {term: searcher.doc_freq(EVERYWHERE, term) for term in terms}
        return Frequencies(searcher.num_docs, {term: count for term, count in counted.items() if count})

    def similar_words(self, word: str, now: int) -> list[str]:
        """Return the index's words that are spelled alike; see the port."""
        searcher = self._store.searcher()
        with explained(self._store.root):
            alive = translate(living(now))
            counted = {
                known: count
                for prefix in prefixes(word)
                for known, count in searcher.terms_with_prefix("words", prefix, alive)
            }
        return likeliest(word, counted)

    def contents(self) -> Iterator[Stored]:
        """Return every case of the index; see the port."""
        searcher = self._store.searcher()
        with explained(self._store.root):
            everything = searcher.search(translate(living(0)), searcher.num_docs or 1)
            for _score, address in everything.hits:
                row = searcher.doc(address)
                stored = _text(row, "stored"), _text(row, "passage_terms")
                yield Stored(_number(row, "page_id"), _number(row, "version"), fingerprint(*stored))

    @contextmanager
    def rebuild(self) -> Iterator["TantivyGeneration"]:
        """Return a new generation; see the port."""
        with self._store.locked("rebuild"):
            generation = TantivyGeneration(self._store)
            try:
                yield generation
            finally:
                generation.close()

    def status(self) -> EngineStatus:
        """Return place and size of the index; see the port."""
        searcher = self._store.searcher()
        with explained(self._store.root):
            cases = _total(searcher.search(translate(living(0)), 1))
        return EngineStatus("tantivy", str(self._store.root), self._store.generation, cases)


class TantivyGeneration:
    """A generation being built in a directory beside the one that answers."""

    def __init__(self, store: Store) -> None:
        """Make the directory."""
        self._store = store
        self._name = store.new_generation()
        self._switched = False

    def add(self, documents: Iterable[CaseDocument]) -> None:
        """Store documents; see the port."""
        with explained(self._store.root):
            index = self._store.open_index(self._name)
            with self._store.writer(index, large=True) as writer:
                for case in prepare_all(documents):
                    writer.add_document(case_row(case))

    def switch(self, late: Iterable[Change]) -> None:
        """Apply what changed meanwhile and answer from now on; see the port."""
        with self._store.locked(patience=60):
            with explained(self._store.root):
                index = self._store.open_index(self._name)
                with self._store.writer(index) as writer:
                    _replace(index, writer, ((change, _row(change)) for change in late))
            self._store.switch(self._name)
            self._switched = True

    def close(self) -> None:
        """Remove the directory unless it answers by now."""
        if not self._switched:
            self._store.drop(self._name)


def _row(change: Change) -> Document:
    return removal_row(change) if isinstance(change, Removal) else case_row(prepare(change.document))


def _replace(index: Index, writer: IndexWriter, rows: Iterable[tuple[Change, Document]]) -> None:
    """Store rows in the place of what the index has of their pages, unless that is newer."""
    searcher = index.searcher()
    for change, row in rows:
        if _version(searcher, change.page_id) <= change.version:
            writer.delete_documents_by_term("page_id", change.page_id)
            writer.add_document(row)


def _version(searcher: Searcher, page_id: int) -> int:
    found = searcher.search(Query.term_query(schema(), "page_id", page_id, index_option="basic"), 1).hits
    if not found:
        return -1
    return int(searcher.fast_field_values("version", [found[0][1]])[0] or 0)


def _total(answer: Any) -> int:
    """Return the number of all hits, which the package's type stubs leave out."""
    return int(answer.count)


def _text(row: Document, field: str) -> str:
    return bytes(row.get_first(field) or b"").decode(errors="replace")


def _number(row: Document, field: str) -> int:
    return int(row.get_first(field) or 0)


def _document(row: Document) -> CaseDocument:
    return CaseDocument.from_stored(_text(row, "stored"), _number(row, "version"))


def _hit(searcher: Searcher, address: DocAddress, score: float | None) -> Hit:
    row = searcher.doc(address)
    return Hit(_document(row), score, _text(row, "passage_terms"))


def _name_query(searcher: Searcher, words: list[str], alive: Query) -> Query:
    """Match names that hold the words, the last one as a beginning; a name that begins so first."""
    ends = [term for term, _count in searcher.terms_with_prefix("name_words", words[-1], alive, _MOST_EXPANSIONS)]
    whole = [
        term for term, _count in searcher.terms_with_prefix("whole_name", " ".join(words), alive, _MOST_EXPANSIONS)
    ]
    parts = [(Occur.Must, alive), (Occur.Must, Query.term_set_query(schema(), "name_words", ends))]
    parts += [(Occur.Must, Query.term_query(schema(), "name_words", word, index_option="basic")) for word in words[:-1]]
    begins = Query.const_score_query(Query.term_set_query(schema(), "whole_name", whole), _NAME_BEGINS)
    return Query.boolean_query([*parts, (Occur.Should, begins)])
