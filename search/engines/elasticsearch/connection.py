"""The way to Elasticsearch: where it is, who asks, and what can go wrong, in plain words."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.utils.translation import gettext_lazy as _
from elastic_transport import ConnectionTimeout, TlsError, TransportError
from elastic_transport.client_utils import DEFAULT
from elasticsearch import (
    ApiError,
    Elasticsearch,
    UnsupportedProductError,
)

from search.engines.elasticsearch.breaker import CircuitBreaker, EngineDown
from search.errors import IndexMissing, SearchUnavailable

_MISSING: Final = 404
_OVERLOADED: Final = 429
_SERVER_FAULT: Final = 500

_UNREACHABLE: Final = {
    ConnectionTimeout: _("Elasticsearch at %(place)s did not answer within %(seconds)s seconds."),
    TlsError: _("The certificate of Elasticsearch at %(place)s is not trusted (SEARCH_ELASTICSEARCH_CA): %(error)s"),
}
_REFUSED: Final = {
    401: _("Elasticsearch at %(place)s does not accept the user or the password (SEARCH_ELASTICSEARCH_USER)."),
    403: _("The user has no right to this on the indices %(prefix)s-* of Elasticsearch at %(place)s: %(error)s"),
}


@dataclass(frozen=True)
class Connection:
    """The settings of a connection; ``timeout`` is how many seconds a search may take."""

    urls: tuple[str, ...]
    prefix: str
    timeout: int
    user: str = ""
    password: str = ""
    api_key: str = ""
    ca: str = ""

    @property
    def place(self) -> str:
        """Return where Elasticsearch is, for people."""
        return ", ".join(self.urls)

    def client(self) -> Elasticsearch:
        """Return a client. Each node is tried once at most; what took too long is not tried again."""
        return Elasticsearch(
            list(self.urls),
            basic_auth=(self.user, self.password) if self.user else None,
            api_key=self.api_key or None,
            ca_certs=self.ca or DEFAULT,
            request_timeout=self.timeout,
            max_retries=len(self.urls),
            retry_on_timeout=False,
        )


class Caller:
    """Calls Elasticsearch through a circuit breaker, and says why where that fails."""

    def __init__(self, connection: Connection) -> None:
        """Name the connection; nothing is asked before it is needed."""
        self.connection = connection
        self._breaker = CircuitBreaker()

    @cached_property
    def _client(self) -> Elasticsearch:
        return self.connection.client()

    @contextmanager
    def calling(self, patience: int = 1) -> Iterator[Elasticsearch]:
        """Yield a client whose calls may take ``patience`` times as long as a search.

        Raises SearchUnavailable with a reason.
        """
        seconds = patience * self.connection.timeout
        with self._breaker.guarding(), explained(self.connection, seconds):
            yield self._client.options(request_timeout=seconds)


@contextmanager
def explained(connection: Connection, seconds: int) -> Iterator[None]:
    """Turn what the client raises into a SearchUnavailable with a reason."""
    values = {"place": connection.place, "prefix": connection.prefix, "seconds": seconds}
    try:
        yield
    except TransportError as error:
        text = _UNREACHABLE.get(type(error), _("Elasticsearch at %(place)s can't be reached: %(error)s"))
        raise EngineDown(str(text) % {**values, "error": error.message}) from error
    except UnsupportedProductError as error:
        raise SearchUnavailable(_("What answers at %(place)s is not Elasticsearch.") % values) from error
    except ApiError as error:
        status, told = _said(error)
        if status == _MISSING:
            raise IndexMissing(str(_("The search index has not been built yet."))) from error
        down = status == _OVERLOADED or status >= _SERVER_FAULT
        text = _REFUSED.get(status, _("Elasticsearch at %(place)s can't do this now: %(error)s"))
        raise (EngineDown if down else SearchUnavailable)(str(text) % {**values, "error": told}) from error


def _said(error: ApiError) -> tuple[int, str]:
    """Return status and reason; where several searches went together, those of the one that failed."""
    body = error.body if isinstance(error.body, dict) else {}
    told = body.get("error")
    reason = told.get("reason") or told.get("type") if isinstance(told, dict) else error.message
    return body.get("status", error.status_code), str(reason)
