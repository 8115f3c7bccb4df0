"""The description of the API, made from the registry of facets so that it can't go stale."""

from typing import Any, Final

from search.engines.base import PUBLIC_SORTS, Sort
from search.facets import FACETS
from search.facets.base import Facet
from search.parameters import LARGEST_PAGE_SIZE, PAGE_SIZE
from search.query import SCOPES, YEARS

_JSON: Final = "application/json"
_QUERY: Final = (
    'Words; "words together"; -without; kept to a field by '
    + ", ".join(f"{scope}:" for scope in SCOPES)
    + f"; {YEARS}:2019, {YEARS}:2019..2022, {YEARS}:2019.. or {YEARS}:..2022. "
    "Values may be quoted, and a minus goes before any of these. "
    "Nothing is refused: what is none of these is plain words."
)


def description(server: str) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document; ``server`` is the address of the site."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "JIPP",
            "version": "1",
            "description": "Public service innovations of Indonesia: search, and whole case records.",
        },
        "servers": [{"url": server}],
        "paths": {"/api/v1/cases": {"get": _search()}, "/api/v1/cases/{id}": {"get": _case()}},
        "components": {"schemas": _schemas()},
    }


def _search() -> dict[str, Any]:
    return {
        "operationId": "searchCases",
        "summary": "Search cases",
        "parameters": [
            _parameter("q", _QUERY, {"type": "string", "default": ""}),
            _parameter("page", "Page, from 1", {"type": "integer", "minimum": 1, "default": 1}),
            _parameter(
                "page_size",
                "Cases on a page",
                {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE_SIZE, "default": PAGE_SIZE},
            ),
            _parameter("sort", "Order", {"type": "string", "enum": list(PUBLIC_SORTS), "default": Sort.RELEVANCE}),
            *(_facet_parameter(facet.key, str(facet.label), facet.schema()) for facet in _public_facets()),
        ],
        "responses": {
            "200": _response("The cases of this page, and the counts of every facet", "Answer"),
            "400": _response("Something in the address can't be read", "Errors"),
            "429": _response("Too many requests", "Errors"),
            "503": _response("The search engine is down", "Errors"),
        },
    }


def _public_facets() -> list[Facet]:
    return [facet for facet in FACETS if not facet.is_personal]


def _case() -> dict[str, Any]:
    return {
        "operationId": "getCase",
        "summary": "One whole case record",
        "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
        "responses": {
            "200": _response("The record", "CaseRecord"),
            "404": _response("No public case has this id", "Errors"),
            "429": _response("Too many requests", "Errors"),
        },
    }


def _parameter(name: str, text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": text, "schema": schema}


def _facet_parameter(key: str, label: str, schema: dict[str, Any]) -> dict[str, Any]:
    repeated = {"type": "array", "items": schema}
    text = f"{label}; repeat it for any of several"
    return _parameter(key, text, repeated) | {"style": "form", "explode": True}


def _response(text: str, schema: str) -> dict[str, Any]:
    content = {_JSON: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": text, "content": content}


def _object(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties) if required is None else required}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _reading() -> dict[str, Any]:
    """Return what an answer says about how the words were read."""
    text = {"type": "string"}
    corrections = _list(_object({"word": text, "used": text})) | {
        "description": "Words that no case has, and what was searched for instead; quotation marks prevent it"
    }
    senses = _list(_object({"word": text, "senses": _list(text)})) | {
        "description": "Words of several meanings that the other words don't tell apart: all were searched for"
    }
    return {"corrections": corrections, "senses": senses}


def _result() -> dict[str, Any]:
    """Return what an answer says of one case."""
    text = {"type": "string"}
    return _object(
        {
            **dict.fromkeys(("id", "url", "name", "plain_title", "summary", "unit"), text),
            "region": {"type": ["string", "null"]},
            "score": {"type": ["number", "null"], "description": "Null unless sorted by relevance to words"},
            "copiers": {"type": "integer", "description": "How many units copied it"},
            "copier_effect": {
                "type": ["number", "null"],
                "description": "By how many per cent it became better there (median of the units); null: not known",
            },
            "pinned": {"type": "boolean", "description": "Whether editors put it first for this query"},
            "matched": _list(_object({"field": text, "word": text, "form": text})),
        }
    )


def _schemas() -> dict[str, Any]:
    text, whole = {"type": "string"}, {"type": "integer"}
    counts = _list(_object({"value": text, "label": text, "count": whole}))
    left_out = _list(
        _object({"parameter": text, "value": text, "count": whole, "message": text})
        | {"description": "Cases that filters leave out as not known; the value of the parameter includes them"}
    )
    return {
        "Answer": _object(
            {
                "total": whole,
                "page": whole,
                "page_size": whole,
                **_reading(),
                "results": _list(_result()),
                "facets": _object({facet.key: counts for facet in _public_facets() if facet.is_counted}),
                "left_out": left_out,
            }
        ),
        "Errors": _object({"errors": _list(_object({"parameter": text, "value": text, "message": text}))}),
        "CaseRecord": {
            "type": "object",
            "description": "The case record; keys that are not known are left out",
            "required": ["id", "name", "plain_title", "unit"],
            "properties": {"id": text, "name": text, "plain_title": text, "unit": {"type": "object"}},
        },
    }
