"""Which addresses are none at all."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse


class PlainAddressMiddleware:
    """Find nothing at an address with a NUL: PostgreSQL takes none in a text and would fail at each."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or raise Http404."""
        if "\0" in request.path_info:
            raise Http404
        return self.get_response(request)
