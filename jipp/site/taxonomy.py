"""Pages of one sector, service mode, tag or region: its cases, and its neighbours."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.query import PageQuerySet

from innovations import queries
from innovations.listing import Listing, listing
from innovations.models import InnovationPage, Sector, ServiceMode, Tag
from search.models import Follow
from units.models import Region


@dataclass(frozen=True)
class Neighbour:
    """Another heading of the same kind, with the number of its cases."""

    label: str
    url: str
    count: int
    current: bool


@dataclass(frozen=True)
class Heading:
    """What a taxonomy page shows.

    ``search_url`` is the same list with all facets beside it; ``followed_as`` is what it is for
    those who follow it, empty where it can't be followed.
    """

    key: str
    title: str
    kind: str
    listing: Listing
    search_url: str
    neighbours_title: str
    neighbours: list[Neighbour]
    followed_as: str = ""


def sector_heading(request: HttpRequest, code: str) -> Heading:
    """Return the page of a sector: nine queries. Raises Http404 for an unknown code."""
    kind = _Kind(_("Sector"), _("By sector"), "sector", "sectors", Follow.Kind.SECTOR)
    return _term_heading(request, Sector, code, kind)


def mode_heading(request: HttpRequest, code: str) -> Heading:
    """Return the page of a service mode: nine queries. Raises Http404 for an unknown code."""
    kind = _Kind(_("Way of serving"), _("By way of serving"), "service_mode", "service_modes")
    return _term_heading(request, ServiceMode, code, kind)


def tag_heading(request: HttpRequest, key: str) -> Heading:
    """Return the page of a tag. Raises Http404 where no case that everyone may read has it.

    A tag of drafts alone is nobody's business yet: half-typed words are among them.
    """
    tag = Tag.objects.filter(key=key, cases__in=_visible()).first()
    if tag is None:
        raise Http404(_("There is no tag “%(key)s”.") % {"key": key})
    return Heading(
        key=tag.key,
        title=tag.name,
        kind=_("Tag"),
        listing=listing(request, _visible().filter(tags=tag)),
        search_url=reverse("search") + "?" + urlencode({"q": tag.name}),
        neighbours_title="",
        neighbours=[],
        followed_as=Follow.Kind.TAG,
    )


def region_heading(request: HttpRequest, code: str) -> Heading:
    """Return the page of a province with all in it, or of a regency or city. Raises Http404 for an unknown code."""
    region = Region.objects.select_related("parent").filter(code=code).first()
    if region is None:
        raise Http404(_("No region has the code “%(code)s”.") % {"code": code})
    cases = _visible().filter(Q(unit__region=region) | Q(unit__region__parent=region))
    province = region.parent or region
    return Heading(
        key=code,
        title=region.name,
        kind=region.get_level_display(),
        listing=listing(request, cases),
        search_url=reverse("search") + "?" + urlencode({"region": code}),
        neighbours_title=_("Regencies and cities of %(province)s") % {"province": province.name},
        neighbours=_places(province, region),
    )


@dataclass(frozen=True)
class _Kind:
    # ``facet`` is the key of the search's facet and the name of the address here.
    name: str
    neighbours_title: str
    facet: str
    field: str
    followed_as: str = ""


def _visible() -> PageQuerySet[InnovationPage]:
    return queries.visible_cases(timezone.now())


def _term_heading(request: HttpRequest, model: type[Sector] | type[ServiceMode], code: str, kind: _Kind) -> Heading:
    terms = {term.code: term for term in model.objects.all()}
    if code not in terms:
        raise Http404(_("There is no “%(code)s” in the list “%(kind)s”.") % {"code": code, "kind": kind.name})
    counts = queries.counts_by(_visible(), kind.field)
    neighbours = [
        Neighbour(term.label, reverse(kind.facet, args=[term.code]), counts[term.code], current=term.code == code)
        for term in terms.values()
        if term.code in counts
    ]
    return Heading(
        key=code,
        title=terms[code].label,
        kind=kind.name,
        listing=listing(request, _visible().filter(**{kind.field: code})),
        search_url=reverse("search") + "?" + urlencode({kind.facet: code}),
        neighbours_title=kind.neighbours_title,
        neighbours=neighbours,
        followed_as=kind.followed_as,
    )


def _places(province: Region, here: Region) -> list[Neighbour]:
    """Return the province and those of its regencies and cities that have cases."""
    inside = _visible().filter(unit__region__parent=province)
    counts = queries.counts_by(inside, "unit__region")
    regions = Region.objects.filter(code__in=counts)
    return [
        Neighbour(
            region.name, reverse("region", args=[region.code]), counts[region.code], current=region.code == here.code
        )
        for region in regions
    ]
