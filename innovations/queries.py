"""Reads of cases. Each function that is not built on by others says how many SQL queries it costs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F
from django.http import HttpRequest
from django.utils import timezone
from wagtail.query import PageQuerySet

from common.models import User
from common.trail import trail_to
from common.visibility import open_to_all
from innovations.added_parts import added_parts
from innovations.cards import CaseCard, case_card
from innovations.case_view import case_view
from innovations.given_awards import with_given
from innovations.lineage import copy_counts, lineage_of
from innovations.models import Award, InnovationPage, Outcome
from innovations.pictures import cover_rendition
from innovations.schema_org import schema_org
from innovations.similar import similar_cases, texts_of
from units.models import ServiceUnit
from units.queries import can_act_for
from units.rules import Act

TERMS = ("sectors", "service_modes", "beneficiaries", "sdgs", "tags")

Part = TypeVar("Part", Outcome, Award)

_NEWEST_FIRST = (F("first_published_at").desc(nulls_last=True), "-pk")
_SHOWN_IN_LISTS = (
    *("title", "slug", "path", "depth", "url_path", "locale", "content_type", "first_published_at"),
    *("last_published_at", "latest_revision_created_at", "plain_title", "summary", "started_on", "seen_on"),
    *("record_id", "status", "example", "cost_setup_idr", "cost_yearly_idr", "unit__name", "unit__region__name"),
    "confirmed_on",
)


def visible_cases(now: datetime) -> PageQuerySet[InnovationPage]:
    """Return the cases that everyone may read at ``now``: live, not private, not expired.

    One query for the private places, besides its own.
    """
    return InnovationPage.objects.filter(open_to_all(now))


def newest_first(cases: PageQuerySet[InnovationPage]) -> PageQuerySet[InnovationPage]:
    """Order by first publication here, the newest first."""
    return cases.order_by(*_NEWEST_FIRST)


def measured_cases(now: datetime) -> PageQuerySet[InnovationPage]:
    """Return the visible cases with an outcome measured before and after: real ones first, then newest."""
    measured = Outcome.objects.filter(baseline__isnull=False, value__isnull=False).values("page_id")
    return visible_cases(now).filter(pk__in=measured).order_by("example", *_NEWEST_FIRST)


def without_texts(pages: PageQuerySet[InnovationPage]) -> list[InnovationPage]:
    """Return the pages in their order with what lists show of them, unit and region: two queries.

    The keys are chosen first. To sort whole rows, texts and all, takes the
    database ten times as long at 10,000 cases.
    """
    keys = list(pages.values_list("pk", flat=True))
    found = _shown_in_lists(keys)
    return [found[key] for key in keys]


def case_cards(pages: PageQuerySet[InnovationPage], request: HttpRequest | None = None) -> list[CaseCard]:
    """Return cards in the order of ``pages``: seven queries however many there are."""
    keys = list(pages.values_list("pk", flat=True))
    cards = cards_by_key(keys, request)
    return [cards[key] for key in keys]


def cards_by_key(keys: Collection[int], request: HttpRequest | None = None) -> dict[int, CaseCard]:
    """Return the cards of the cases with these keys: six queries however many there are."""
    outcomes = _by_page(Outcome.objects.filter(page_id__in=keys))
    told = _by_page(Award.objects.filter(page_id__in=keys))
    awards = with_given({key: told[key] for key in keys})
    now = timezone.now()
    copies, today = copy_counts(keys, now), timezone.localdate(now)
    return {
        key: case_card(page, page.get_url(request), outcomes[key], awards[key], copies.get(key, 0), today)
        for key, page in _shown_in_lists(keys).items()
    }


def case_context(page: InnovationPage, request: HttpRequest) -> dict[str, Any]:
    """Return what the template of a case page needs: the view, the trail, addresses.

    Works on a draft in preview as well. Relatives and similar cases that not everyone may read are left out.
    """
    now = timezone.now()
    trail = trail_to(page, request)
    terms = {name: list(getattr(page, name).all()) for name in TERMS}
    url = page.get_full_url(request) or ""
    case = case_view(page, lineage_of(page, now), timezone.localdate(now))
    cover = cover_rendition(case.pictures)
    return {
        "case": case,
        "parts": [*case.parts, *added_parts(page, now)],
        "cover_url": request.build_absolute_uri(cover.url) if cover else "",
        "trail": trail,
        "unit_url": trail[-1].url,
        "page_url": url,
        "terms": terms,
        "may_confirm": page.live and may_confirm(request.user, page.unit),
        "has_terms": any(terms.values()),
        "similar": similar_cases(texts_of(page, terms["tags"]), page.pk),
        "schema_org": schema_org(page, url, [str(term) for name in terms for term in terms[name]]),
    }


def may_confirm(user: User | AnonymousUser, unit: ServiceUnit) -> bool:
    """Say whether the person may confirm the unit's cases: at most one query.

    What is confirmed is public at once. So it takes who checks the unit's texts, or who answers
    for the unit; a contributor's word is checked by them.
    """
    return any(can_act_for(user, unit, act) for act in (Act.VERIFY, Act.ANSWER))


def public_keys(keys: Iterable[int], now: datetime) -> set[int]:
    """Return those of the keys whose cases everyone may read at ``now``: two queries."""
    return set(visible_cases(now).filter(pk__in=list(keys)).order_by().values_list("pk", flat=True))


def counts_by(cases: PageQuerySet[InnovationPage], field: str) -> Mapping[Any, int]:
    """Return how many of the cases have each value of ``field`` (a code for ``sectors``, a key for ``unit``).

    One query; a value that no case has is left out.
    """
    rows = cases.order_by().values_list(field).annotate(count=Count("pk", distinct=True))
    return {value: count for value, count in rows if value is not None}


def _shown_in_lists(keys: Collection[int]) -> dict[int, InnovationPage]:
    return InnovationPage.objects.select_related("unit__region").only(*_SHOWN_IN_LISTS).in_bulk(keys)


def _by_page(parts: Iterable[Part]) -> defaultdict[int, list[Part]]:
    found: defaultdict[int, list[Part]] = defaultdict(list)
    for part in parts:
        found[part.page_id].append(part)
    return found
