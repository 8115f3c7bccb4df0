"""Facets that depend on who asks: what they mean is worked out of the reader at each search."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from common.models import User
from search.engines.base import Choice
from search.facets.base import Counts, Facet, Search

Person = User | AnonymousUser
MINE: Final = "mine"
"""The one value of such a facet: the address that a reader shares says nothing of the reader."""


@dataclass(frozen=True)
class ReaderFacet(Facet):
    """Whether a case is one for the reader: offered only to readers of whom that can be said.

    ``of_reader`` gives the codes that stand for a person; a case that has one of them is
    meant. ``option`` is what a reader chooses.
    """

    of_reader: Callable[[Person], Iterable[str]]
    option: Any

    is_personal: ClassVar[bool] = True

    def sought(self, search: Search) -> tuple[Choice, ...]:
        """Return the reader's own codes."""
        return search.reader[self.key]

    def told(self, counts: Counts, search: Search) -> Counts:
        """Return how many cases have a code of the reader's."""
        own = search.reader.get(self.key, ())
        return [(MINE, sum(count for code, count in counts if code in own))] if own else []

    def clean(self, raw: str) -> str:
        """Return ``mine``."""
        if raw.strip().casefold() != MINE:
            raise self._refuse(raw, _("The only value is %s.") % MINE)
        return MINE

    def name(self, code: str) -> str:
        """Return the option's label."""
        return str(self.option)
