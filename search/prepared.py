"""A document with its text turned into terms: what every engine stores, the same in all."""

import hashlib
from dataclasses import dataclass

from search.documents import CaseDocument
from search.language import indexed, normalise
from search.weights import PASSAGE_FIELDS, passage_group


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


def fingerprint(stored: str, passage_terms: str) -> str:
    """Return the hash by which an index and the database are compared.

    It covers the terms too: a changed language table shows as a difference.
    """
    return hashlib.sha256(f"{stored}\0{passage_terms}".encode()).hexdigest()
