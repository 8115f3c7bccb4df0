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
    AuthenticationException,
    AuthorizationException,
    Elasticsearch,
    NotFoundError,
    UnsupportedProductError,
)

from search.engines.elasticsearch.breaker import CircuitBreaker, EngineDown
from search.errors import IndexMissing, SearchUnavailable

_OVERLOADED: Final = 429
_SERVER_FAULT: Final = 500

_REASONS: Final = (
    (ConnectionTimeout, _("Elasticsearch at %(place)s did not answer within %(seconds)s seconds.")),
    (
        TlsError,
        _("The certificate of Elasticsearch at %(place)s is not trusted (SEARCH_ELASTICSEARCH_CA): %(error)s"),
    ),
    (TransportError, _("Elasticsearch at %(place)s can't be reached: %(error)s")),
    (
        AuthenticationException,
        _("Elasticsearch at %(place)s does not accept the user or the password (SEARCH_ELASTICSEARCH_USER)."),
    ),
    (
        AuthorizationException,
        _("The user has no right to this on the indices %(prefix)s-* of Elasticsearch at %(place)s: %(error)s"),
    ),
    (UnsupportedProductError, _("What answers at %(place)s is not Elasticsearch.")),
    (ApiError, _("Elasticsearch at %(place)s can't do this now: %(error)s")),
)
"""Why a call failed, by what the client raised; the first that fits says it."""


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
    def calling(self, seconds: int | None = None) -> Iterator[Elasticsearch]:
        """Yield a client whose calls may take so long. Raises SearchUnavailable with a reason."""
        client = self._client.options(request_timeout=seconds) if seconds else self._client
        with self._breaker.guarding(), explained(self.connection, seconds):
            yield client


@contextmanager
def explained(connection: Connection, seconds: int | None = None) -> Iterator[None]:
    """Turn what the client raises into a SearchUnavailable with a reason."""
    try:
        yield
    except NotFoundError as error:
        raise IndexMissing(str(_("The search index has not been built yet."))) from error
    except (TransportError, ApiError) as error:
        kind = EngineDown if _is_down(error) else SearchUnavailable
        raise kind(_reason(connection, error, seconds or connection.timeout)) from error


def _is_down(error: TransportError | ApiError) -> bool:
    return isinstance(error, TransportError) or error.status_code == _OVERLOADED or error.status_code >= _SERVER_FAULT


def _reason(connection: Connection, error: TransportError | ApiError, seconds: int) -> str:
    told = error_text(error) if isinstance(error, ApiError) else error.message
    values = {"place": connection.place, "prefix": connection.prefix, "seconds": seconds, "error": told}
    text = next(text for kind, text in _REASONS if isinstance(error, kind))
    return str(text) % values


def error_text(error: ApiError) -> str:
    """Return what Elasticsearch said, in its own words."""
    told = error.body.get("error") if isinstance(error.body, dict) else None
    return str(told.get("reason") or told.get("type")) if isinstance(told, dict) else str(error.message)
