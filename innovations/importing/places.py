"""Places in the page tree for many new cases at once: path, slug and address."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from django.utils.text import slugify
from wagtail.models import Page

from units.models import UnitPage

SLUG_LENGTH = 200


@dataclass
class _Parent:
    page: UnitPage
    last_path: str
    slugs: set[str]
    added: int = 0


class Places:
    """Hands out places below unit pages. Two queries for each unit, one more when closed.

    The tree's own way to add a child locks nothing and costs a dozen queries a
    page; here the parents stay locked until the transaction ends.
    """

    def __init__(self) -> None:
        """Start without any parent."""
        self._parents: dict[int, _Parent] = {}

    def put(self, page: Page, unit_id: int, name: str) -> None:
        """Give the new page the next free place below the page of the unit."""
        parent = self._parent(unit_id)
        above = parent.page
        last = Page(path=parent.last_path)
        parent.last_path = last._inc_path() if parent.last_path else Page._get_path(above.path, above.depth + 1, 1)
        page.path, page.depth, page.numchild = parent.last_path, above.depth + 1, 0
        page.slug = self._free(slugify(name)[:SLUG_LENGTH].strip("-") or "kasus", parent.slugs)
        page.url_path = f"{above.url_path}{page.slug}/"
        parent.added += 1

    def close(self) -> None:
        """Tell the parents how many children they got."""
        for parent in self._parents.values():
            Page.objects.filter(pk=parent.page.pk).update(numchild=F("numchild") + parent.added)
        self._parents.clear()

    def _parent(self, unit_id: int) -> _Parent:
        if unit_id not in self._parents:
            page = UnitPage.objects.select_for_update(of=("self",)).get(unit_id=unit_id)
            below: Iterable[tuple[str, str]] = (
                Page.objects.filter(path__startswith=page.path, depth=page.depth + 1)
                .order_by("path")
                .values_list("path", "slug")
            )
            children = list(below)
            last = children[-1][0] if children else ""
            self._parents[unit_id] = _Parent(page, last, {slug for _path, slug in children})
        return self._parents[unit_id]

    @staticmethod
    def _free(base: str, taken: set[str]) -> str:
        slug, number = base, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        taken.add(slug)
        return slug
