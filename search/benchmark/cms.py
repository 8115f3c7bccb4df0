"""Measuring the search boxes of the CMS: a page with a search beside the same page without one.

The people, and a picture and a document for each case, are made for the time of the
measurement and taken back.
"""

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from PIL import Image

from common.models import Attachment, Picture, User
from innovations.models import InnovationPage
from search.benchmark.measuring import get, measure
from units.actions import add_membership, provision_unit
from units.models import Role, ServiceUnit

_WORDS: Final = 12


@dataclass(frozen=True, slots=True)
class Box:
    """A search box: the page without a search, the page with one, the parameter of the words, who has it."""

    name: str
    browse: str
    search: str
    parameter: str = "q"
    of_members: bool = True


@dataclass(frozen=True, slots=True)
class BoxTiming:
    """The middle of both measurements, in milliseconds."""

    box: str
    person: str
    browse: float
    search: float


def measure_boxes(times: int) -> list[BoxTiming]:
    """Return how long each box takes, for a moderator and for a contributor."""
    timings = []
    with _site_at_work() as (unit, people):
        words = _common_words()
        for role, person in people.items():
            client = Client(HTTP_HOST="localhost")
            client.force_login(person)
            for box in _boxes(unit):
                if box.of_members or role is Role.MODERATOR:
                    timings.append(_measure(client, box, role, words, times))
    return timings


def _measure(client: Client, box: Box, role: Role, words: list[str], times: int) -> BoxTiming:
    browse = measure(box.name, times, lambda _word: get(client, box.browse, {}), words)
    search = measure(box.name, times, lambda word: get(client, box.search, {box.parameter: word}), words)
    return BoxTiming(box.name, role, browse.p50, search.p50)


def _boxes(unit: ServiceUnit) -> Iterator[Box]:
    place = reverse("wagtailadmin_explore", args=[unit.page.pk])
    yield Box("pages of a unit", place, place)
    for name, address in (
        ("all pages", "wagtailadmin_pages:search"),
        ("chooser of cases", "case_chooser:choose"),
        ("pictures", "wagtailimages:index"),
        ("chooser of pictures", "wagtailimages_chooser:choose"),
        ("documents", "wagtaildocs:index"),
        ("chooser of documents", "wagtaildocs_chooser:choose"),
    ):
        yield Box(name, reverse(address), reverse(address))
    children = reverse("wagtailadmin_choose_page_child", args=[unit.page.get_parent().pk])
    yield Box("chooser of pages", children, reverse("wagtailadmin_choose_page_search"), of_members=False)
    tags = reverse("wagtailadmin_tag_autocomplete")
    yield Box("tags", tags, tags, parameter="term", of_members=False)
    for name, address in (("site history", "site_history"), ("ageing pages", "aging_pages")):
        report = reverse(f"wagtailadmin_reports:{address}")
        yield Box(name, report, report, of_members=False)
    yield Box("members", reverse("members"), reverse("members"), of_members=False)


def _common_words() -> list[str]:
    """Return words of which many titles are made: they find most, and so take longest."""
    titles = InnovationPage.objects.order_by("pk").values_list("title", flat=True)[: _WORDS * 2]
    return list(dict.fromkeys(title.split()[0] for title in titles))[:_WORDS]


@contextmanager
def _site_at_work() -> Iterator[tuple[ServiceUnit, dict[Role, User]]]:
    """Yield a unit and its people, with pictures and documents; nothing of it stays."""
    with (
        tempfile.TemporaryDirectory() as folder,
        override_settings(ALLOWED_HOSTS=["localhost"], DEBUG=False, MODERATOR_SECOND_FACTOR=False, MEDIA_ROOT=folder),
        transaction.atomic(),
    ):
        unit = InnovationPage.objects.order_by("pk")[0].unit
        provision_unit(unit)
        people = {
            Role.MODERATOR: _person(Role.MODERATOR, None),
            Role.CONTRIBUTOR: _person(Role.CONTRIBUTOR, unit),
        }
        _add_files(unit)
        yield unit, people
        transaction.set_rollback(True)


def _person(role: Role, unit: ServiceUnit | None) -> User:
    person = User.objects.create_user(email=f"benchmark-{role}@localhost", password=None)
    add_membership(person, role, unit=unit)
    return person


def _add_files(unit: ServiceUnit) -> None:
    """Give the unit a picture and a document for each case, called like the case and all of one content."""
    pixel = io.BytesIO()
    Image.new("RGB", (1, 1)).save(pixel, "PNG")
    titles = list(InnovationPage.objects.values_list("title", flat=True))
    for model, content in ((Picture, ContentFile(pixel.getvalue(), "a.png")), (Attachment, ContentFile(b"-", "a.pdf"))):
        first = model.objects.create(title=titles[0], file=content, collection=unit.collection)
        values = {field.attname: getattr(first, field.attname) for field in model._meta.concrete_fields[1:]}
        model.objects.bulk_create([model(**values | {"title": title}) for title in titles[1:]], batch_size=1000)
