"""What is sent is read as UTF-8, which is what browsers send from the site's pages."""

from collections.abc import Callable, Iterable
from typing import Any

_Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def reading_utf8(application: _Application) -> _Application:
    """Return the WSGI application, told the kind and the boundary of what is sent and nothing else of it.

    Django reads even an address in the encoding that a request claims for its body. It
    does so before any middleware, fails on codecs that are none of text («hex»), and
    makes of others («utf-7») texts that no database takes.
    """

    def told(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        kind, *parameters = environ.get("CONTENT_TYPE", "").split(";")
        boundaries = [one for one in parameters if one.strip().lower().startswith("boundary=")]
        return application(environ | {"CONTENT_TYPE": ";".join([kind, *boundaries])}, start_response)

    return told
