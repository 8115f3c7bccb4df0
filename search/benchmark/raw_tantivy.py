"""Raw tantivy on the very index that JIPP searches: its own query parser, nothing of JIPP's."""

import time
from tempfile import TemporaryDirectory

from django.conf import settings
from tantivy import Index, Occur, Order, Query

from search.benchmark.measuring import FILTERED, HITS, Ask, Row
from search.documents import CaseDocument
from search.engines.tantivy_schema import case_row, facet_field, register_tokenizers, schema
from search.engines.tantivy_store import Store
from search.facets import FACETS
from search.language import normalise, terms
from search.prepared import prepare
from search.weights import FIELDS

_MOST_CODES = 2_000
_HEAP = 100_000_000


def raw_asks() -> dict[Row, Ask]:
    """Return what is asked of tantivy: any of the words in any field, the documents read, codes counted."""
    store = Store(str(settings.SEARCH_INDEX_DIR))
    index, searcher = store.open_index(store.generation), store.searcher()
    counted = {
        facet.key: {"terms": {"field": facet_field(facet.key), "size": _MOST_CODES}}
        for facet in FACETS
        if facet.is_counted and not facet.is_personal
    }
    chosen = [Query.term_set_query(schema(), facet_field(key), list(codes)) for key, codes in FILTERED.items()]

    def parsed(q: str) -> Query:
        return index.parse_query(terms(q), list(FIELDS), field_boosts=dict(FIELDS))

    def search(query: Query) -> None:
        for _score, address in searcher.search(query, HITS, order=Order.Desc).hits:
            searcher.doc(address)

    def search_and_count(query: Query) -> None:
        search(query)
        searcher.aggregate(query, counted)

    def narrowed(q: str) -> Query:
        return Query.boolean_query([(Occur.Must, parsed(q)), *((Occur.Must, one) for one in chosen)])

    return {
        Row.HITS: lambda q: search(parsed(q)),
        Row.FACETS: lambda q: search_and_count(parsed(q)),
        Row.FILTERS: lambda q: search_and_count(narrowed(q)),
        Row.BEGINNING: lambda q: searcher.terms_with_prefix("words", normalise(q[:4]), Query.all_query(), HITS),
    }


def store_raw(documents: list[CaseDocument]) -> float:
    """Store documents whose terms are ready, and return the seconds it took."""
    rows = [case_row(prepare(document)) for document in documents]
    with TemporaryDirectory() as folder:
        index = Index(schema(), folder, reuse=False)
        register_tokenizers(index)
        started = time.perf_counter()
        writer = index.writer(_HEAP, 2)
        for row in rows:
            writer.add_document(row)
        writer.commit()
        writer.wait_merging_threads()
        return time.perf_counter() - started
