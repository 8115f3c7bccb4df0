"""Reads for the home page and the pages of sectors, modes, tags and regions."""

from collections import Counter
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.query import PageQuerySet

from innovations import queries
from innovations.cards import CaseCard
from innovations.models import InnovationPage
from innovations.rules import COST_BANDS
from jipp.site.needs import NEEDS, Need
from replications.lineage.sums import copied_cases
from units.models.regions import PROVINCE_CODE_LENGTH
from units.tile_map import Tile, province_names, tiles

COUNTS_KEY = "home-counts"
COUNTS_KEPT_SECONDS = 60
PROOFS = 3
NEW_CASES = 4
SPREADING_CASES = 3

# What officials type; each finds cases among the real ones.
EXAMPLE_QUERIES = (
    "antrean rumah sakit",
    "jemput bola akta kelahiran",
    "pasien gangguan jiwa",
    "samsat tanpa turun",
    "gizi anak",
)


@dataclass(frozen=True)
class Counts:
    """What the home page counts. ``provinces`` is by code; ``needs`` in the order of NEEDS."""

    cases: int
    units: int
    provinces: dict[str, int]
    needs: list[int]


def home_context(request: HttpRequest) -> dict[str, object]:
    """Return what the home page shows; counts are at most a minute old."""
    counts = _kept_counts()
    map_tiles = province_tiles(counts.provinces)
    return {
        "counts": counts,
        "needs": [(need, count) for need, count in zip(NEEDS, counts.needs, strict=True) if count],
        "tiles": map_tiles,
        "provinces": sorted(map_tiles, key=lambda tile: -tile.count),
        "examples": EXAMPLE_QUERIES,
        **_lists(request),
    }


def _lists(request: HttpRequest) -> dict[str, list[CaseCard]]:
    """Return what is proven, what spreads and what is new: cards are made once for all three."""
    now = timezone.now()
    lists = {
        "proofs": queries.measured_cases(now)[:PROOFS],
        "spread": copied_cases(queries.visible_cases(now))[:SPREADING_CASES],
        "newest": queries.newest_first(queries.visible_cases(now))[:NEW_CASES],
    }
    keys = {name: list(cases.values_list("pk", flat=True)) for name, cases in lists.items()}
    cards = queries.cards_by_key({key for some in keys.values() for key in some}, request)
    return {name: [cards[key] for key in some] for name, some in keys.items()}


def province_tiles(counts: dict[str, int]) -> list[Tile]:
    """Return the tile map with the official names: one query."""
    search = reverse("search")
    return tiles(counts, province_names(), _tile_label, lambda code: f"{search}?region={code}")


def _tile_label(name: str, count: int) -> str:
    words = ngettext("%(name)s: %(count)s innovation", "%(name)s: %(count)s innovations", count)
    return words % {"name": name, "count": count}


def _kept_counts() -> Counts:
    kept: Counts | None = cache.get(COUNTS_KEY)
    if kept is None:
        kept = _counts()
        cache.set(COUNTS_KEY, kept, COUNTS_KEPT_SECONDS)
    return kept


def _counts() -> Counts:
    cases = queries.visible_cases(timezone.now())
    by_region = queries.counts_by(cases, "unit__region")
    provinces: Counter[str] = Counter()
    for code, count in by_region.items():
        provinces[code[:PROVINCE_CODE_LENGTH]] += count
    return Counts(
        cases=cases.count(),
        units=cases.aggregate(count=Count("unit", distinct=True))["count"],
        provinces=dict(provinces),
        needs=[_matching(cases, need).aggregate(count=Count("pk", distinct=True))["count"] for need in NEEDS],
    )


def _matching(cases: PageQuerySet[InnovationPage], need: Need) -> PageQuerySet[InnovationPage]:
    """Return the cases behind an entrance, by the same rule as the search's facet of that name."""
    if need.facet == "cost_band":
        return _in_cost_bands(cases, need.codes)
    fields = {"service_mode": "service_modes", "beneficiary": "beneficiaries", "connectivity": "connectivity"}
    return cases.filter(**{f"{fields[need.facet]}__in": need.codes})


def _in_cost_bands(cases: PageQuerySet[InnovationPage], codes: tuple[str, ...]) -> PageQuerySet[InnovationPage]:
    """Return the cases whose first year costs what the bands say, as ``rules.cost_band`` has it."""
    total = Coalesce(F("cost_setup_idr"), 0) + Coalesce(F("cost_yearly_idr"), 0)
    free = Q(cost_setup_idr=0, cost_yearly_idr=0)
    inside, lower = free if "free" in codes else Q(pk__in=[]), 1
    for code, limit in COST_BANDS:
        if code in codes:
            inside |= Q(total__gte=lower) if limit is None else Q(total__gte=lower, total__lt=limit)
        lower = limit or lower
    return cases.annotate(total=total).filter(inside)
