"""The rows of an index and their mapping, made from the tables of weights and facets."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from elasticsearch.dsl import Document, Double, Keyword, Long, MetaField, Object, Text

from search import weights
from search.engines.base import Change, Removal
from search.engines.orders import ORDERS
from search.engines.plan import EVERYWHERE, HEAD, NEVER
from search.facets import FACETS
from search.prepared import PreparedCase, fingerprint, prepare

STORED: Final = ("stored", "passage_terms")
"""What a hit brings back; the other fields are there to be searched and are not kept as they came."""

_MEANING: Final = 5
"""Counts up where the same mapping holds other things than before."""

_SPLIT_ON_BLANKS: Final = "whitespace"

_NOTHING: Final = "·"
"""The term of an empty field: Elasticsearch works out rarity from the cases that have the field, tantivy from all."""


def _terms_field(field: str) -> Text:
    together = [EVERYWHERE, *([HEAD] if field in weights.HEAD else [])]
    return Text(analyzer=_SPLIT_ON_BLANKS, copy_to=[f"text.{one}" for one in together])


class CaseRow(Document):
    """A case as Elasticsearch has it; a page that was removed has an expiry of 0 and nothing else."""

    page_id = Long()
    expires = Long()
    confirm_by = Long()
    orders = Object(properties={sort.value: Long() for sort in ORDERS}, dynamic="strict")
    text = Object(
        properties={field: _terms_field(field) for field in weights.FIELDS}
        | {together: Text(analyzer=_SPLIT_ON_BLANKS, position_increment_gap=1) for together in (HEAD, EVERYWHERE)},
        dynamic="strict",
    )
    facets = Object(properties={facet.key: Keyword() for facet in FACETS}, dynamic="strict")
    numbers = Object(properties={number: Double() for facet in FACETS for number in facet.numbers}, dynamic="strict")
    words = Keyword()
    name_words = Text(analyzer=_SPLIT_ON_BLANKS, norms=False, index_options="docs")
    whole_name = Keyword()
    whole_tag = Keyword()
    fingerprint = Keyword(index=False)
    stored = Text(index=False)
    passage_terms = Text(index=False)

    class Meta:
        dynamic = MetaField("strict")
        source = MetaField(includes=list(STORED))


def mapping() -> dict[str, Any]:
    """Return the mapping of every generation."""
    found: dict[str, Any] = CaseRow._index.to_dict()["mappings"]
    return found


@cache
def layout() -> str:
    """Return a short key of the mapping: an index with another key must be rebuilt."""
    text = json.dumps([_MEANING, mapping()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Row:
    """What is stored under an id, unless something with a higher version is there."""

    id: str
    version: int
    body: dict[str, Any]


def row(change: Change) -> Row:
    """Return the row that stores a change."""
    if isinstance(change, Removal):
        return Row(str(change.page_id), change.version, CaseRow(page_id=change.page_id, expires=0).to_dict())
    return case_row(prepare(change.document))


def case_row(case: PreparedCase) -> Row:
    """Return the row that stores a case."""
    document = case.document
    body = CaseRow(
        page_id=document.page_id,
        expires=NEVER if document.expires_at is None else document.expires_at,
        confirm_by=NEVER if document.confirm_by is None else document.confirm_by,
        orders={sort.value: order(document) for sort, order in ORDERS.items()},
        text={field: text or _NOTHING for field, text in case.fields.items()},
        facets={key: list(codes) for key, codes in document.facets.items() if codes},
        numbers=dict(document.numbers),
        words=sorted(set(case.words.split())),
        name_words=case.name_words,
        whole_name=case.name,
        whole_tag=list(case.tags),
        fingerprint=fingerprint(case.stored, case.passage_terms),
        stored=case.stored,
        passage_terms=case.passage_terms,
    )
    return Row(str(document.page_id), document.version, body.to_dict())
