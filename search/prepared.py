"""A document with its text turned into terms: what every engine stores, the same in all."""

import hashlib
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context
from typing import Final

from search.documents import CaseDocument
from search.language import indexed, normalise
from search.weights import PASSAGE_FIELDS, passage_group

_BATCH: Final = 200
_AHEAD: Final = 2
"""Batches that wait for the other process: enough to keep it busy, and little to hold."""

_ALONE: Final = 1_000
"""Documents that are prepared before another process has started and read its tables."""


@dataclass(frozen=True, slots=True)
class PreparedCase:
    """Ready terms, separated by blanks.

    ``fields`` are the terms of each indexed field; ``passage_terms`` those of each
    passage, a line each; ``words`` all words in their normal spelling, for corrections
    and suggestions; ``name_words`` those of name and everyday title; ``name`` and
    ``tags`` whole names in their normal spelling; ``stored`` the document as text.
    """

    document: CaseDocument
    fields: dict[str, str]
    passage_terms: str
    words: str
    name_words: str
    name: str
    tags: tuple[str, ...]
    stored: str


def prepare(document: CaseDocument) -> PreparedCase:
    """Run the language chain over a document."""
    short = document.short_texts()
    short_lines, short_words = indexed(text for texts in short.values() for text in texts)
    following = iter(short_lines)
    fields = {field: "\n".join(next(following) for _text in texts) for field, texts in short.items()}
    lines, words = indexed(passage.text for passage in document.passages)
    groups: dict[str, list[str]] = {field: [] for field in PASSAGE_FIELDS}
    for passage, line in zip(document.passages, lines, strict=True):
        groups[passage_group(passage.field)].append(line)
    fields |= {field: "\n".join(group) for field, group in groups.items()}
    return PreparedCase(
        document=document,
        fields=fields,
        passage_terms="\n".join(lines),
        words=f"{short_words} {words}",
        name_words=normalise(f"{document.name}\n{document.plain_title}"),
        name=normalise(document.name),
        tags=tuple(normalise(tag) for tag in document.tags),
        stored=document.to_stored(),
    )


def prepare_all(documents: Iterable[CaseDocument]) -> Iterator[PreparedCase]:
    """Yield documents prepared, in their order: many of them in a process beside, while the caller reads the next.

    One process keeps up with a caller that reads its documents from a database.
    """
    rest = iter(documents)
    yield from map(prepare, islice(rest, _ALONE if (os.cpu_count() or 1) > 1 else None))
    batches = iter(lambda: list(islice(rest, _BATCH)), [])
    if first := next(batches, None):
        yield from _prepare_beside(chain([first], batches))


def _prepare_beside(batches: Iterable[list[CaseDocument]]) -> Iterator[PreparedCase]:
    # Spawned, not forked: it has no thread, lock or connection of this process.
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as beside:
        waiting: deque[Future[list[PreparedCase]]] = deque()
        for batch in batches:
            waiting.append(beside.submit(_prepare_batch, batch))
            if len(waiting) > _AHEAD:
                yield from waiting.popleft().result()
        for one in waiting:
            yield from one.result()


def _prepare_batch(documents: list[CaseDocument]) -> list[PreparedCase]:
    return list(map(prepare, documents))


def fingerprint(stored: str, passage_terms: str) -> str:
    """Return the hash by which an index and the database are compared.

    It covers the terms too: a changed language table shows as a difference.
    """
    return hashlib.sha256(f"{stored}\0{passage_terms}".encode()).hexdigest()
