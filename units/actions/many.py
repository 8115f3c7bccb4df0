"""The public pages of units and agencies, one or hundreds at once."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Locale, Page

from common.bulk_pages import Places, insert_bases, insert_specifics
from units.models import Agency, AgencyPage, ServiceUnit, UnitIndexPage, UnitPage

UNKNOWN_AGENCY = "Belum diketahui"

_BATCH = 500
_AnyPage = TypeVar("_AnyPage", bound=Page)


@transaction.atomic
def ensure_unit_pages(units: Iterable[ServiceUnit]) -> dict[int, UnitPage]:
    """Return the public pages of the units by unit key; what is missing is made, with the agencies' pages.

    This is all that units without members need. The address of a page, once made,
    is kept. A few queries for 500 units. No signal is sent: a new place holds no case.
    """
    wanted = {unit.pk: unit for unit in units}
    found = _unit_pages(list(wanted))
    missing = [unit for key, unit in wanted.items() if key not in found]
    parents = ensure_agency_pages(unit.agency for unit in missing)
    locale = Locale.get_default()
    pages = [_new(UnitPage, unit.name, locale=locale, unit=unit) for unit in missing]
    _insert(pages, [parents[unit.agency_id].pk for unit in missing])
    return {**found, **{page.unit_id: page for page in pages}}


@transaction.atomic
def ensure_agency_pages(agencies: Iterable[Agency | None]) -> dict[int | None, AgencyPage]:
    """Return the pages of the agencies by key, None for the place of units without one; missing ones are made."""
    wanted = {agency.pk if agency else None: agency for agency in agencies}
    here = AgencyPage.objects.filter(Q(agency__in=[key for key in wanted if key]) | Q(agency=None))
    found = {page.agency_id: page for page in here}
    missing = [agency for key, agency in wanted.items() if key not in found]
    locale = Locale.get_default()
    pages = [
        _new(AgencyPage, agency.name if agency else UNKNOWN_AGENCY, locale=locale, agency=agency) for agency in missing
    ]
    if pages:
        _insert(pages, [UnitIndexPage.objects.get().pk] * len(pages))
    return {**found, **{page.agency_id: page for page in pages}}


def _unit_pages(keys: Sequence[int]) -> dict[int, UnitPage]:
    found = {}
    for start in range(0, len(keys), _BATCH):
        pages = UnitPage.objects.filter(unit_id__in=keys[start : start + _BATCH])
        found.update({page.unit_id: page for page in pages})
    return found


def _new(model: type[_AnyPage], title: str, **fields: object) -> _AnyPage:
    now = timezone.now()
    page: _AnyPage = model(
        title=title,
        draft_title=title,
        content_type=ContentType.objects.get_for_model(model),
        first_published_at=now,
        last_published_at=now,
        **fields,
    )
    return page


def _insert(pages: Sequence[Page], parent_ids: Sequence[int]) -> None:
    places = Places("unit")
    places.open(parent_ids)
    for page, parent_id in zip(pages, parent_ids, strict=True):
        places.put(page, parent_id, page.title)
    insert_bases(pages)
    insert_specifics(pages)
    places.close()
