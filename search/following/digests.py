"""Digests by e-mail. Each person gets one letter a day at most, and each news once."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from search.following.asking import index_is_behind, new_hits
from search.following.letters import Section, send_digest
from search.following.news import Window, beginning_of, news_of
from search.following.periods import told_before
from search.models import Follow, Follower

Ends = Mapping[str, datetime]


def send_digests(now: datetime) -> int:
    """Write the digests that are due, and return how many. Run it daily; a second run writes none.

    Up to when something was told of changes in the transaction that stores the letter: a crash
    leaves both to be done again, or neither.
    """
    days = {often: told_before(often, timezone.localdate(now)) for often in Follow.Often}
    ends: Ends = {often: beginning_of(day) for often, day in days.items() if day is not None}
    due = Q()
    for often, end in ends.items():
        due |= Q(often=often, told_until__lt=end)
    people = Follower.objects.filter(pk__in=Follow.objects.filter(due).values("follower"), person__is_active=True)
    return sum(_send_to(one, list(one.follows.filter(due)), ends, now) for one in people.select_related("person"))


def _send_to(follower: Follower, due: list[Follow], ends: Ends, now: datetime) -> bool:
    """Write a person's digest, if there is news: a fixed number of queries."""
    if not due:
        return False
    window = Window(min(one.told_until for one in due), max(ends[one.often] for one in due))
    searches = [one for one in due if one.kind == Follow.Kind.SEARCH]
    hits = _hits(follower, searches, window, now)
    if hits is None:  # they are told of next time
        due, hits = [one for one in due if one not in searches], {}
    sections = _sections(due, hits, window, ends, now)
    with transaction.atomic():
        if not _hold(due):
            return False
        if sections:
            send_digest(follower, sections, key=f"digest-{due[0].pk}-{ends[due[0].often].date()}")
        for one in due:
            one.told_until = ends[one.often]
        Follow.objects.bulk_update(due, ["told_until"])
    return bool(sections)


def _hits(follower: Follower, searches: list[Follow], window: Window, now: datetime) -> Mapping[str, set[int]] | None:
    if not searches:
        return {}
    return None if index_is_behind(window.until) else new_hits(follower.person, searches, window, now)


def _hold(follows: list[Follow]) -> bool:
    """Lock what is to be told of; False where another run has told of it, or the person has changed it meanwhile."""
    seen = {(one.pk, one.often, one.told_until) for one in follows}
    rows = Follow.objects.select_for_update().filter(pk__in=[one.pk for one in follows])
    return seen == set(rows.values_list("pk", "often", "told_until"))


def _sections(
    follows: list[Follow], hits: Mapping[str, set[int]], window: Window, ends: Ends, now: datetime
) -> list[Section]:
    """Return what is new by what is followed; what concerns two of these stands under the first."""
    sections, told = [], set()
    news = news_of(follows, hits, window, now)
    for follow in follows:
        own = Window(follow.told_until, ends[follow.often])
        fresh = [one for one in news if (follow.kind, follow.key) in one.topics and own.holds(one.at)]
        unheard = [one for one in fresh if one.guid not in told]
        told |= {one.guid for one in unheard}
        if unheard:
            sections.append(Section(follow, unheard))
    return sections
