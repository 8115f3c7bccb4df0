"""What can be followed: only what everyone may read."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import Truncator
from wagtail.query import PageQuerySet

from common.keys import is_key
from common.models import User
from common.visibility import open_to_all
from innovations.models import Sector, Tag
from innovations.queries import visible_cases
from search.facet_view import chips
from search.facets import codes_of_reader
from search.models import Follow
from search.page import address
from search.parameters import Parameters, read_leniently
from units.models import UnitPage

_LONGEST_NAME: Final = 255

Kind = Follow.Kind


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be followed, with its canonical key and its address."""

    kind: Kind
    key: str
    name: str
    url: str


def find_target(person: User, kind: Kind, key: str, now: datetime) -> Target | None:
    """Return what ``key`` means for the person; None where there is no such thing, or not for everyone."""
    return _FINDERS[kind](person, key, now)


def addresses(follows: Collection[Follow], now: datetime) -> dict[int, str]:
    """Return by row the addresses of what is followed, without what not everyone may read: four queries at most."""
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for follow in follows:
        keys[follow.kind].add(follow.key)
    cases = visible_cases(now).filter(pk__in=keys[Kind.CASE]).only("url_path", "locale", "slug")
    units = _visible_units(now).filter(unit__in=keys[Kind.UNIT])
    found = {(Kind.CASE, str(page.pk)): page.get_url() for page in cases}
    found |= {(Kind.UNIT, str(page.unit_id)): page.get_url() for page in units}
    found |= {(kind, key): reverse(kind, args=[key]) for kind in (Kind.TAG, Kind.SECTOR) for key in keys[kind]}
    found |= {(Kind.SEARCH, key): f"{reverse('search')}?{key}" for key in keys[Kind.SEARCH]}
    return {one.pk: found[Kind(one.kind), one.key] for one in follows if (Kind(one.kind), one.key) in found}


def parameters_of(person: User, key: str) -> Parameters:
    """Return a followed search as this person asks it: at most a query for each facet about the reader."""
    return read_leniently(QueryDict(key), codes_of_reader(person))


def _case(_person: User, key: str, now: datetime) -> Target | None:
    page = visible_cases(now).filter(pk=key).first() if is_key(key) else None
    return Target(Kind.CASE, str(page.pk), page.title, page.get_url()) if page else None


def _unit(_person: User, key: str, now: datetime) -> Target | None:
    page = _visible_units(now).filter(unit=key).select_related("unit").first() if is_key(key) else None
    return Target(Kind.UNIT, str(page.unit_id), page.unit.name, page.get_url()) if page else None


def _tag(_person: User, key: str, now: datetime) -> Target | None:
    tag = Tag.objects.filter(key=key, cases__in=visible_cases(now)).first()
    return Target(Kind.TAG, tag.key, tag.name, reverse("tag", args=[tag.key])) if tag else None


def _sector(_person: User, key: str, _now: datetime) -> Target | None:
    sector = Sector.objects.filter(code=key).first()
    if sector is None:
        return None
    return Target(Kind.SECTOR, sector.code, sector.label, reverse("sector", args=[sector.code]))


def _search(person: User, key: str, _now: datetime) -> Target | None:
    parameters = parameters_of(person, key)
    if not parameters.question:
        return None
    words = [f"“{parameters.q}”"] if parameters.q else []
    name = Truncator(" · ".join([*words, *(chip.label for chip in chips(parameters))])).chars(_LONGEST_NAME)
    return Target(Kind.SEARCH, parameters.question, name, address(parameters))


_FINDERS: Final[dict[Kind, Callable[[User, str, datetime], Target | None]]] = {
    Kind.CASE: _case,
    Kind.UNIT: _unit,
    Kind.TAG: _tag,
    Kind.SECTOR: _sector,
    Kind.SEARCH: _search,
}


def _visible_units(now: datetime) -> PageQuerySet[UnitPage]:
    return UnitPage.objects.filter(open_to_all(now))
