"""Pages of a long list, each with an address of its own."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

NEIGHBOURS = 1


@dataclass(frozen=True)
class PageLink:
    """A link to one page; without a number it is a gap."""

    number: int | None
    url: str
    current: bool


@dataclass(frozen=True)
class Pager:
    """Where the reader is and where they can go; None where there is no such page."""

    page: int
    pages: int
    previous_url: str | None
    next_url: str | None
    links: list[PageLink]


def pager(page: int, pages: int, address: Callable[[int], str]) -> Pager:
    """Return the links from ``page`` of ``pages``: the ends, the neighbours, and gaps between."""
    shown = sorted({1, pages, *range(max(1, page - NEIGHBOURS), min(pages, page + NEIGHBOURS) + 1)})
    links: list[PageLink] = []
    for number in shown:
        if links and links[-1].number != number - 1:
            links.append(PageLink(None, "", current=False))
        links.append(PageLink(number, address(number), current=number == page))
    return Pager(
        page=page,
        pages=pages,
        previous_url=address(page - 1) if page > 1 else None,
        next_url=address(page + 1) if page < pages else None,
        links=links,
    )


def page_address(path: str, parameters: QueryDict) -> Callable[[int], str]:
    """Return what gives the address of a page of the list; all other parameters stay."""

    def address(number: int) -> str:
        kept = parameters.copy()
        kept.pop("page", None)
        if number > 1:
            kept["page"] = str(number)
        return f"{path}?{kept.urlencode()}" if kept else path

    return address
