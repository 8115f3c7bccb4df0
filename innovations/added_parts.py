"""Parts that rooms above add to a case page: what others asked about it, for one.

This room does not know them. A room registers its maker when the site starts; the part
comes after the page's own ones, with its entry in the table of contents.
"""

from datetime import datetime
from typing import Protocol

from innovations.case_view import Part
from innovations.models import InnovationPage


class PartMaker(Protocol):
    """Makes a part of a case page."""

    def __call__(self, page: InnovationPage, now: datetime) -> Part | None:
        """Return the part with what its template needs as ``content``; None where there is nothing to show.

        ``page`` may be a draft in preview, without a key. The page is the same for all readers.
        """


_makers: list[PartMaker] = []


def register_part(maker: PartMaker) -> None:
    """Let a room add its part to every case page, after those that were registered before."""
    _makers.append(maker)


def added_parts(page: InnovationPage, now: datetime) -> list[Part]:
    """Return what the rooms above add to a page; the makers say how many queries they make."""
    made = (maker(page, now) for maker in _makers)
    return [part for part in made if part is not None]
