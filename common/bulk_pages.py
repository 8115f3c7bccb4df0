"""Making many pages at once.

Wagtail's own way to add a page locks nothing, saves twice and asks the database
some twenty questions a page. Here places in the tree are handed out in memory,
and the rows of all pages are inserted together; no signal is sent. To be used
inside a transaction, by jobs that make hundreds of pages.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db import router
from django.db.models import F, Q
from django.utils.text import slugify
from wagtail.models import Page

SLUG_LENGTH = 200
ROWS_AN_INSERT = 100
PARENTS_A_QUERY = 100  # each is one more condition, and SQLite bounds how deep those nest


@dataclass
class _Parent:
    page: Page
    last_path: str = ""
    slugs: set[str] = field(default_factory=set)
    added: int = 0


class Places:
    """Hands out places below parent pages, which stay locked until the transaction ends.

    A call of ``open`` costs one query for the parents, and one for the children of 100 of them.
    """

    def __init__(self, fallback_slug: str) -> None:
        """Take the slug for names without a letter or digit."""
        self._parents: dict[int, _Parent] = {}
        self._fallback_slug = fallback_slug

    def open(self, parent_ids: Iterable[int]) -> None:
        """Make ready to put pages below these pages."""
        new = [key for key in dict.fromkeys(parent_ids) if key not in self._parents]
        opened = {page.path: _Parent(page) for page in Page.objects.select_for_update().filter(pk__in=new)}
        for path, slug in _children([parent.page for parent in opened.values() if parent.page.numchild]):
            parent = opened[path[: -Page.steplen]]
            parent.last_path = max(parent.last_path, path)
            parent.slugs.add(slug)
        self._parents.update({parent.page.pk: parent for parent in opened.values()})

    def put(self, page: Page, parent_id: int, name: str) -> None:
        """Give the new page the next free place below an opened parent, and an address after its name."""
        parent = self._parents[parent_id]
        above = parent.page
        last = Page(path=parent.last_path)
        parent.last_path = last._inc_path() if parent.last_path else Page._get_path(above.path, above.depth + 1, 1)
        page.path, page.depth, page.numchild = parent.last_path, above.depth + 1, 0
        page.slug = self._free(slugify(name)[:SLUG_LENGTH].strip("-_") or self._fallback_slug, parent.slugs)
        page.url_path = f"{above.url_path}{page.slug}/"
        parent.added += 1

    def close(self) -> None:
        """Tell the parents how many children they got."""
        grown = defaultdict(list)
        for parent in self._parents.values():
            if parent.added:
                grown[parent.added].append(parent.page.pk)
        for added, keys in grown.items():
            Page.objects.filter(pk__in=keys).update(numchild=F("numchild") + added)
        self._parents.clear()

    @staticmethod
    def _free(base: str, taken: set[str]) -> str:
        slug, number = base, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        taken.add(slug)
        return slug


def _children(parents: Sequence[Page]) -> Iterator[tuple[str, str]]:
    """Yield path and address of the pages right below the parents.

    Asks for ranges of paths and for no order: to sort them, or to find a path that
    starts with another, SQLite would read the whole table.
    """
    below = [Q(path__range=Page._get_children_path_interval(page.path), depth=page.depth + 1) for page in parents]
    for start in range(0, len(below), PARENTS_A_QUERY):
        some = reduce(or_, below[start : start + PARENTS_A_QUERY])
        yield from Page.objects.filter(some).order_by().values_list("path", "slug")


def insert_bases(pages: Sequence[Page]) -> None:
    """Insert the rows of Wagtail's page table and give the pages their keys."""
    columns = [each.attname for each in Page._meta.concrete_fields if not each.primary_key]
    bases = [Page(**{name: getattr(page, name) for name in columns}) for page in pages]
    for page, base in zip(pages, Page.objects.bulk_create(bases), strict=True):
        page.pk = page.id = base.pk


def insert_specifics(pages: Sequence[Page]) -> None:
    """Insert the rows of the pages' own table, all of one type, after ``insert_bases``.

    Django's ``bulk_create`` refuses models with a parent; the insert beneath it does not.
    """
    if not pages:
        return
    model = type(pages[0])
    database = router.db_for_write(model)
    columns = model._meta.local_concrete_fields
    for start in range(0, len(pages), ROWS_AN_INSERT):
        model._base_manager.all()._insert(pages[start : start + ROWS_AN_INSERT], columns, using=database)
    for page in pages:
        page._state.adding, page._state.db = False, database
