"""Keeping out the one character that PostgreSQL takes in no text: it would fail at each that has it."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse


class WithoutNulMiddleware:
    """Find nothing at an address with a NUL, and know no cookie with one: a session is looked for by its cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or raise Http404."""
        if "\0" in request.path_info:
            raise Http404
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
        return self.get_response(request)
