"""The public JSON interface: searching cases, one case, its own description."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_ratelimit.core import is_ratelimited

from innovations.queries import visible_cases
from innovations.record import to_record
from search.errors import ParameterError, SearchUnavailable
from search.explain import Explained
from search.facets import FACETS
from search.finding import Found, find, still_public
from search.left_out import left_out
from search.openapi import description
from search.parameters import ParameterErrors, Parameters, read_strictly

logger = logging.getLogger(__name__)

View = Callable[..., HttpResponse]
_SCORE_DECIMALS: Final = 4
_RETRY_SECONDS: Final = "30"
_RATE: Final = "3000/m"


def _errors(status: int, *errors: ParameterError) -> JsonResponse:
    rows = [{"parameter": one.parameter, "value": one.value, "message": one.message} for one in errors]
    return JsonResponse({"errors": rows}, status=status, json_dumps_params={"ensure_ascii": False})


def _answer(data: dict[str, Any]) -> JsonResponse:
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def _limited(view: View) -> View:
    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_ratelimited(request, group="api", key="ip", rate=_RATE, increment=True):
            message = _("Too many requests. Wait a minute, then go on more slowly.")
            response = _errors(429, ParameterError("", "", message))
            response["Retry-After"] = _RETRY_SECONDS
            return response
        return view(request, *args, **kwargs)

    return limited


@require_safe
@_limited
def cases(request: HttpRequest) -> HttpResponse:
    """Search cases; what is wrong in the address is an error that names it."""
    try:
        parameters = read_strictly(request.GET)
        now = timezone.now()
        return _answer(_found(find(parameters, now), parameters, request, now))
    except ParameterErrors as wrong:
        return _errors(400, *wrong.errors)
    except SearchUnavailable as unavailable:
        logger.warning("Search is not available: %s", unavailable.reason)
        response = _errors(503, ParameterError("", "", str(unavailable.public)))
        response["Retry-After"] = _RETRY_SECONDS
        return response


def _found(found: Found, parameters: Parameters, request: HttpRequest, now: datetime) -> dict[str, Any]:
    results = [_result(one, request, found.pinned) for one in still_public(found, now)]
    counts = found.counts()
    return {
        "total": found.result.total,
        "page": parameters.page,
        "page_size": parameters.page_size,
        "corrections": [{"word": word, "used": used} for word, used in found.corrections.items()],
        "senses": [{"word": clause.word, "senses": clause.senses} for clause in found.clauses if clause.senses],
        "results": results,
        "facets": {
            facet.key: [
                {"value": code, "label": label, "count": count}
                for code, label, count in facet.ordered(counts[facet.key])
            ]
            for facet in FACETS
            if facet.key in counts
        },
        "left_out": [
            {"parameter": one.key, "value": one.value, "count": one.cases, "message": one.text}
            for one in left_out(parameters, counts)
        ],
    }


def _result(one: Explained, request: HttpRequest, pinned: tuple[int, ...]) -> dict[str, Any]:
    document = one.hit.document
    score = one.hit.score
    return {
        "id": document.record_id,
        "url": request.build_absolute_uri(document.url),
        "name": document.name,
        "plain_title": document.plain_title,
        "summary": document.summary,
        "unit": document.unit,
        "region": document.places[0] if document.places else None,
        "score": None if score is None else round(score, _SCORE_DECIMALS),
        "copiers": int(document.numbers.get("copiers", 0)),
        "copier_effect": document.numbers.get("copier_effect"),
        "pinned": document.page_id in pinned,
        "matched": [{"field": match.field, "word": match.word, "form": match.form} for match in one.matches],
    }


@require_safe
@_limited
def case(request: HttpRequest, record_id: str) -> HttpResponse:
    """Return the whole record of a public case."""
    public = visible_cases(timezone.now())
    page = public.filter(record_id=record_id).first()
    if page is None:
        return _errors(404, ParameterError("id", record_id, _("There is no public case with this id.")))
    record = to_record(page)
    if page.replicates_id and not public.filter(pk=page.replicates_id).exists():
        # What it copies is nobody's business while that is not public.
        del record["replicates"]
    return _answer(record)


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """Describe this interface (OpenAPI 3.1)."""
    return _answer(description(request.build_absolute_uri(reverse("search")).removesuffix(reverse("search"))))
