"""Which answers are for one reader, so that nobody keeps them on the way."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


class PrivateAnswersMiddleware:
    """Mark what a person logged in is shown, and what sets a cookie: some caches do not heed ``Vary: Cookie``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; what says itself how it may be kept is left as it is."""
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and (response.cookies or _is_of_a_person(request)):
            patch_cache_control(response, private=True)
        return response


def _is_of_a_person(request: HttpRequest) -> bool:
    return request.session.accessed and request.user.is_authenticated
