"""Documents for tests of engines, without a database."""

from typing import Any

from search.documents import CaseDocument, Passages, split
from search.engines.base import SearchRequest
from search.expansion import expand
from search.facets import FACETS
from search.finding import conditions
from search.query import parse

NOW = 1_000_000


def document(page_id: int, name: str = "", version: int = 1, text: str = "", **fields: Any) -> CaseDocument:
    """Return a document; ``text`` becomes its section on how it works."""
    facets = {facet.key: () for facet in FACETS} | fields.pop("facets", {})
    values: dict[str, Any] = {
        "record_id": f"uji-{page_id}",
        "url": f"/unit/{page_id}/",
        "name": name or f"Inovasi {page_id}",
        "spelled_out": "",
        "plain_title": "",
        "summary": "",
        "unit": "",
        "agency": "",
        "places": (),
        "tags": (),
        "numbers": {},
        "labels": (),
        "awards": (),
        "completeness": 0,
        "published_at": page_id,
        "expires_at": None,
        "confirmed_on": "",
        "confirm_by": None,
        "example": False,
        "outcome": None,
        "award": None,
    } | fields
    passages = Passages([*split("summary", values["summary"]), *split("how_it_works", text)])
    return CaseDocument(page_id=page_id, version=version, passages=passages, facets=facets, **values)


def request(text: str = "", **fields: Any) -> SearchRequest:
    """Return the request that a reader's text becomes."""
    query = parse(text)
    return SearchRequest(
        now=fields.pop("now", NOW),
        clauses=expand(query),
        conditions=conditions(query),
        whole_text=query.words,
        **fields,
    )
