"""Limits on how often one address or person may send something."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django_ratelimit import ALL
from django_ratelimit.core import is_ratelimited

View = Callable[..., HttpResponseBase]


def limited(rate: str, *, key: str = "ip", method: str | None = "POST") -> Callable[[View], View]:
    """Answer with a page that asks for patience once ``rate`` («10/h») is passed.

    ``key`` is ``ip``, ``user`` or ``user_or_ip``; ``method`` None counts all.
    Switched off where RATELIMIT_ENABLE is false.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if is_ratelimited(request, fn=view, key=key, rate=rate, method=method or ALL, increment=True):
                return too_many(request)
            return view(request, *args, **kwargs)

        return wrapper

    return decorate


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that too much came in too short a time."""
    return render(request, "too_many.html", status=429)
