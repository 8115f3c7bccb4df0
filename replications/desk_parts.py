"""Parts that rooms above add to «Unit saya»: what waits in a selection, for one.

This room does not know them. A room registers its maker when the site starts; the part comes
after the page's own ones that wait.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from common.models import User


@dataclass(frozen=True)
class DeskPart:
    """Something that waits: a heading, and the template that shows ``content``."""

    anchor: str
    label: Any
    template: str
    content: object


class DeskPartMaker(Protocol):
    """Makes a part of somebody's desk."""

    def __call__(self, user: User, now: datetime, /) -> DeskPart | None:
        """Return what waits for the person, in a fixed number of queries; None where nothing does."""


_makers: list[DeskPartMaker] = []


def register_desk_part(maker: DeskPartMaker) -> None:
    """Let a room add its part to every desk, after those that were registered before."""
    _makers.append(maker)


def desk_parts(user: User, now: datetime) -> list[DeskPart]:
    """Return what waits in the rooms above; the makers say how many queries they make."""
    made = (maker(user, now) for maker in _makers)
    return [part for part in made if part is not None]
