"""What is new about what somebody follows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.query import PageQuerySet

from innovations.models import InnovationPage
from innovations.queries import newest_first, visible_cases
from replications.models import Replication
from replications.rules import PUBLIC
from search.models import Follow

FURTHEST_BACK: Final = timedelta(days=60)
MOST_NEWS: Final = 200
"""News of one sort that are looked at: a bulk of imported cases needs no more to be told of."""

Kind = Follow.Kind
Status = InnovationPage.Status
Topic = tuple[str, str]
"""The kind and the key of something that is followed."""
Followed = Mapping[str, Collection[str]]
Hits = Mapping[str, Collection[int]]
"""The keys of the cases that followed searches found, by the search."""

_SHOWN: Final = (
    *("title", "plain_title", "slug", "path", "depth", "url_path", "locale", "content_type", "record_id"),
    *("example", "status", "confirmed_on", "replicates", "first_published_at", "unit__name"),
)


@dataclass(frozen=True, slots=True)
class Window:
    """After ``since``, up to ``until``."""

    since: datetime
    until: datetime

    def holds(self, at: datetime) -> bool:
        """Say whether a moment is in it."""
        return self.since < at <= self.until

    def of(self, field: str) -> Q:
        """Return the condition that a field's moment is in it."""
        return Q(**{f"{field}__gt": self.since, f"{field}__lte": self.until})


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened to a public case; ``topics`` are the kinds and keys of follows that hear of it."""

    guid: str
    at: datetime
    text: str
    case: InnovationPage
    topics: frozenset[Topic]


def beginning_of(day: date) -> datetime:
    """Return the moment at which a day begins here."""
    return timezone.make_aware(datetime.combine(day, time.min))


def news_of(follows: Iterable[Follow], hits: Hits, window: Window, now: datetime) -> list[News]:
    """Return what is new about what is followed, the newest first: eleven queries at most."""
    followed: defaultdict[str, set[str]] = defaultdict(set)
    for follow in follows:
        followed[follow.kind].add(follow.key)
    window = Window(max(window.since, window.until - FURTHEST_BACK), window.until)
    public = visible_cases(now)
    found = [
        *_published(public, followed, hits, window),
        *_confirmed(public, followed, window),
        *_copied(public, followed[Kind.CASE], window),
    ]
    return sorted(found, key=lambda news: (news.at, news.guid), reverse=True)


def _published(public: PageQuerySet[InnovationPage], followed: Followed, hits: Hits, window: Window) -> Iterator[News]:
    """Yield the cases that were published, also those that copy a followed one."""
    searched = {key for keys in hits.values() for key in keys}
    wanted = _under(followed) | Q(replicates__in=followed[Kind.CASE]) | Q(pk__in=searched)
    pages = _shown(public.filter(window.of("first_published_at")), wanted)
    topics = _topics(pages, followed)
    for page in pages:
        copied, text = str(page.replicates_id), _("New innovation of %(unit)s")
        if copied in followed[Kind.CASE]:
            text = _("%(unit)s has published its copy as an innovation of its own")
        own = {(Kind.SEARCH, key) for key, keys in hits.items() if page.pk in keys} | {(Kind.CASE, copied)}
        said = text % {"unit": page.unit}
        yield News(f"{page.record_id}:published", page.first_published_at, said, page, topics[page.pk] | own)


def _confirmed(public: PageQuerySet[InnovationPage], followed: Followed, window: Window) -> Iterator[News]:
    """Yield the cases that their units confirmed; of a unit, tag or sector those alone that grew or stopped.

    The day of a confirmation is known, not the hour: it is told of once the day is over.
    """
    days = _days_that_ended(window)
    changed = Q(status__in=(Status.GROWN, Status.STOPPED)) & _under(followed)
    pages = _shown(public.filter(confirmed_on__in=days), changed | Q(pk__in=followed[Kind.CASE]))
    topics = _topics([page for page in pages if page.status in (Status.GROWN, Status.STOPPED)], followed)
    for page in pages:
        said = _("Confirmed by %(unit)s: %(status)s") % {"unit": page.unit, "status": page.get_status_display()}
        own = {(Kind.CASE, str(page.pk))}
        guid = f"{page.record_id}:confirmed:{page.confirmed_on}"
        yield News(guid, days[page.confirmed_on], said, page, topics[page.pk] | own)


def _copied(public: PageQuerySet[InnovationPage], cases: Collection[str], window: Window) -> Iterator[News]:
    """Yield what other units reached in copying followed cases, as far as everyone may see it."""
    reached = {
        "agreed_at": _("%(unit)s has agreed to copy it"),
        "achieved_at": _("%(unit)s has told the results of its copy"),
    }
    wanted = window.of("agreed_at") | window.of("achieved_at")
    rows = Replication.objects.filter(wanted, state__in=PUBLIC, case__in=public.filter(pk__in=cases).values("pk"))
    fields = [f"case__{name}" for name in _SHOWN]
    shown = rows.select_related("unit", "case__unit").only("unit__name", *reached, *fields)
    for row in shown.order_by("-agreed_at")[:MOST_NEWS]:
        for field, text in reached.items():
            at = getattr(row, field)
            if at is not None and window.holds(at):
                said, topics = text % {"unit": row.unit}, frozenset({(Kind.CASE, str(row.case_id))})
                yield News(f"{row.case.record_id}:{field}:{row.pk}", at, said, row.case, topics)


def _under(followed: Followed) -> Q:
    """Return the condition that a case belongs to a followed unit, tag or sector."""
    tags, sectors = Q(tags__key__in=followed[Kind.TAG]), Q(sectors__in=followed[Kind.SECTOR])
    return Q(unit__in=followed[Kind.UNIT]) | tags | sectors


def _shown(cases: PageQuerySet[InnovationPage], wanted: Q) -> list[InnovationPage]:
    """Return the newest of the cases for which ``wanted`` holds, with what is shown of them: one query."""
    keys = InnovationPage.objects.filter(wanted).values("pk")  # the joins would give a case several times
    return list(newest_first(cases.filter(pk__in=keys)).select_related("unit").only(*_SHOWN)[:MOST_NEWS])


def _topics(pages: Iterable[InnovationPage], followed: Followed) -> defaultdict[int, frozenset[Topic]]:
    """Return the followed units, tags and sectors of the cases: two queries."""
    units = {page.pk: page.unit_id for page in pages}
    rows: set[tuple[int, Topic]] = {(pk, (Kind.UNIT, str(unit))) for pk, unit in units.items()}
    for kind, field in ((Kind.TAG, "tags__key"), (Kind.SECTOR, "sectors")):
        cases = InnovationPage.objects.filter(pk__in=units, **{f"{field}__in": followed[kind]})
        rows |= {(pk, (kind, key)) for pk, key in cases.values_list("pk", field)}
    topics: defaultdict[int, frozenset[Topic]] = defaultdict(frozenset)
    for pk, topic in rows:
        topics[pk] |= {topic}
    return topics


def _days_that_ended(window: Window) -> dict[str, datetime]:
    """Return the days whose end is in the window, as cases have them, each with its end."""
    first, last = timezone.localdate(window.since), timezone.localdate(window.until)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    ends = {day.isoformat(): beginning_of(day + timedelta(days=1)) for day in days}
    return {day: end for day, end in ends.items() if window.holds(end)}
