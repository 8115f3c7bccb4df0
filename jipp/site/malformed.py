"""Refusing what Wagtail's own views cannot read: posts that none of their forms sends."""

from collections.abc import Callable
from traceback import walk_tb

from django.conf import settings
from django.core.exceptions import BadRequest, ObjectDoesNotExist, ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch

# What Python and Django raise over a field that lacks, is no number or leads nowhere.
_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, OverflowError, ObjectDoesNotExist, NoReverseMatch)
_ROOMS = {name for name in settings.INSTALLED_APPS if (settings.BASE_DIR / name).is_dir()}


class MalformedPostMiddleware:
    """Answer 400 where a post fails in a view of Wagtail, with the traceback in the log.

    A fault of our own stays one: where code of a room ran beneath the view, only a
    ValidationError, which tells by itself that the input is wrong, is answered so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Raise BadRequest, or leave the exception as it is."""
        if request.method in {"GET", "HEAD"}:
            return
        packages = _packages(exception)
        if not packages or packages[0] != "wagtail":
            return
        in_wagtail_alone = isinstance(exception, _UNREADABLE) and _ROOMS.isdisjoint(packages)
        if in_wagtail_alone or isinstance(exception, ValidationError):
            raise BadRequest(f"Wagtail could not read what was sent to {request.path_info}") from exception


def _packages(exception: Exception) -> list[str]:
    """Return whose code ran, from the view to the fault; what was put around the view does not count."""
    modules = [frame.f_globals.get("__name__", "") for frame, _line in walk_tb(exception.__traceback__)]
    packages = [module.partition(".")[0] for module in modules]
    return packages[packages.index("wagtail") :] if "wagtail" in packages else []
