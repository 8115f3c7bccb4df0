"""Raw Elasticsearch through ``elasticsearch.dsl``, on the very index that JIPP searches."""

import time

from django.conf import settings
from elasticsearch.dsl import Search
from elasticsearch.helpers import bulk

from search.benchmark.measuring import FILTERED, HITS, Ask, Row
from search.documents import CaseDocument
from search.engines.base import Upsert
from search.engines.elasticsearch import Connection
from search.engines.elasticsearch.rows import layout, mapping, row
from search.facets import FACETS
from search.language import normalise, terms
from search.weights import FIELDS

_MOST_CODES = 2_000
_PATIENCE = 120


def raw_asks() -> dict[Row, Ask]:
    """Return what is asked of Elasticsearch: any of the words in any field, the documents read, codes counted."""
    connection = Connection(**settings.SEARCH_ELASTICSEARCH)
    everything = Search(using=connection.client(), index=f"{connection.prefix}-{layout()}-read")[:HITS]
    fields = [f"text.{field}^{weight}" for field, weight in FIELDS.items()]

    def search(q: str) -> Search:
        return everything.query("multi_match", query=terms(q), fields=fields).extra(track_total_hits=True)

    def counting(asked: Search) -> Search:
        for facet in FACETS:
            if facet.is_counted and not facet.is_personal:
                asked.aggs.bucket(facet.key, "terms", field=f"facets.{facet.key}", size=_MOST_CODES)
        return asked

    def narrowed(q: str) -> Search:
        asked = search(q)
        for key, codes in FILTERED.items():
            asked = asked.filter("terms", **{f"facets.{key}": list(codes)})
        return asked

    return {
        Row.HITS: lambda q: search(q).execute(),
        Row.FACETS: lambda q: counting(search(q)).execute(),
        Row.FILTERS: lambda q: counting(narrowed(q)).execute(),
        Row.BEGINNING: lambda q: everything.query("prefix", words=normalise(q[:4])).execute(),
    }


def store_raw(documents: list[CaseDocument]) -> float:
    """Store documents whose terms are ready in an index that is removed again; return the seconds it took."""
    connection = Connection(**settings.SEARCH_ELASTICSEARCH)
    client = connection.client().options(request_timeout=_PATIENCE)
    name = f"{connection.prefix}-benchmark"
    rows = [row(Upsert(document)) for document in documents]
    client.indices.create(index=name, mappings=mapping(), settings={"number_of_shards": 1, "number_of_replicas": 0})
    try:
        started = time.perf_counter()
        bulk(client, ({"_index": name, "_id": one.id, "_source": one.body} for one in rows), refresh=True)
        return time.perf_counter() - started
    finally:
        client.indices.delete(index=name)


def size_on_disk() -> int:
    """Return the bytes of the index that answers."""
    connection = Connection(**settings.SEARCH_ELASTICSEARCH)
    client = connection.client().options(request_timeout=_PATIENCE)
    found = client.indices.stats(index=f"{connection.prefix}-{layout()}-read", metric="store")
    return int(found["_all"]["primaries"]["store"]["size_in_bytes"])
