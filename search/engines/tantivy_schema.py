"""The tantivy schema, made from the tables of weights and facets, and its documents."""

import hashlib
from functools import cache
from typing import Final

from tantivy import Document, Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from search import weights
from search.engines.base import Removal, Sort
from search.engines.orders import ORDERS
from search.engines.plan import EVERYWHERE, HEAD, NEVER
from search.facets import FACETS
from search.prepared import PreparedCase

_LAYOUT = 6
_TIE: Final = 10_000_000


def facet_field(key: str) -> str:
    """Return the index field of a facet."""
    return f"facet_{key}"


def number_field(key: str) -> str:
    """Return the index field of a number."""
    return f"number_{key}"


def order_field(sort: Sort) -> str:
    """Return the index field by which hits are sorted."""
    return f"order_{sort}"


@cache
def schema() -> Schema:
    """Return the schema of every generation."""
    builder = SchemaBuilder()
    # Signed: deleting by an unsigned term deletes nothing (tantivy-py 0.27).
    builder.add_integer_field("page_id", indexed=True, fast=True, stored=True)
    builder.add_integer_field("version", fast=True, stored=True)
    builder.add_integer_field("expires", indexed=True, fast=True)
    builder.add_integer_field("confirm_by", fast=True)
    for sort in ORDERS:
        builder.add_integer_field(order_field(sort), fast=True)
    for field in (*weights.FIELDS, HEAD, EVERYWHERE):
        builder.add_text_field(field, tokenizer_name="terms", index_option="position")
    for field in ("words", "name_words"):
        builder.add_text_field(field, tokenizer_name="terms", index_option="basic")
    for field in ("whole_name", "whole_tag"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for facet in FACETS:
        builder.add_text_field(facet_field(facet.key), tokenizer_name="raw", index_option="basic", fast=True)
        for number in facet.numbers:
            builder.add_float_field(number_field(number), fast=True)
    builder.add_bytes_field("stored", stored=True)
    builder.add_bytes_field("passage_terms", stored=True)
    return builder.build()


@cache
def layout() -> str:
    """Return a short key of the schema: an index with another key must be rebuilt."""
    parts = [
        str(_LAYOUT),
        *weights.FIELDS,
        *weights.HEAD,
        *ORDERS,
        *(part for facet in FACETS for part in (facet.key, *facet.numbers)),
    ]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:8]


def register_tokenizers(index: Index) -> None:
    """Teach an opened index to split ready terms: at white space, nothing else."""
    index.register_tokenizer("terms", TextAnalyzerBuilder(Tokenizer.whitespace()).build())


def case_row(case: PreparedCase) -> Document:
    """Return the index row of a case."""
    document = case.document
    expires = NEVER if document.expires_at is None else document.expires_at
    row = _row(document.page_id, document.version, expires)
    row.add_integer("confirm_by", NEVER if document.confirm_by is None else document.confirm_by)
    for sort, order in ORDERS.items():
        row.add_integer(order_field(sort), order(document) * _TIE + document.page_id % _TIE)
    for field, text in case.fields.items():
        row.add_text(field, text)
        row.add_text(EVERYWHERE, text)
        if field in weights.HEAD:
            row.add_text(HEAD, text)
    row.add_text("words", case.words)
    row.add_text("name_words", case.name_words)
    row.add_text("whole_name", case.name)
    for tag in case.tags:
        row.add_text("whole_tag", tag)
    for key, codes in document.facets.items():
        for code in codes:
            row.add_text(facet_field(key), code)
    for key, number in document.numbers.items():
        row.add_float(number_field(key), number)
    row.add_bytes("stored", case.stored.encode())
    row.add_bytes("passage_terms", case.passage_terms.encode())
    return row


def removal_row(removal: Removal) -> Document:
    """Return a row that no search finds and that keeps the version of a removal."""
    return _row(removal.page_id, removal.version, 0)


def _row(page_id: int, version: int, expires: int) -> Document:
    row = Document()
    row.add_integer("page_id", page_id)
    row.add_integer("version", version)
    row.add_integer("expires", expires)
    return row
