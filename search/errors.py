"""What can go wrong in search, as values that a page or the API can show."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class ParameterError(Exception):
    """A parameter of a search that can't be read: which, what it was, what would do."""

    parameter: str
    value: str
    message: str

    def __str__(self) -> str:
        """Return parameter, value and message, for logs."""
        return f"{self.parameter}={self.value!r}: {self.message}"


class SearchUnavailable(Exception):  # noqa: N818 - a state of the engine, not a mistake
    """The engine can't answer now.

    ``reason`` says why to an operator and may name a place on the server; ``public``
    says it to everybody else.
    """

    public: Final = _(
        "The index of the innovations cannot be read. Nothing is lost: what is published meanwhile will be found again."
    )

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


class IndexBusy(SearchUnavailable):
    """Another process is writing to the index and did not finish in time."""


class IndexMissing(SearchUnavailable):
    """There is no index, or one of another layout: it must be built first."""
