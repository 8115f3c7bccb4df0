"""A person's own feed: what is new about what he or she follows, as Atom."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from innovations.cards import name_in_a_line
from search.following.asking import new_hits
from search.following.news import FURTHEST_BACK, News, Window, news_of
from search.models import Follow, Follower

ENTRIES = 50


class FollowedNews(Feed["News", "Follower"]):
    """The feed behind a secret address. It says nothing of whose it is."""

    feed_type = Atom1Feed
    title: str | Promise = _("JIPP: what I follow")
    link: str | Promise = reverse_lazy("follows")

    def get_object(self, request: HttpRequest, token: str) -> Follower:
        """Return the person whose feed has this address. Raises Http404 for an address that is no more."""
        people = Follower.objects.select_related("person").filter(person__is_active=True)
        return get_object_or_404(people, feed_token=token)

    def items(self, follower: Follower) -> list[News]:
        """Return the newest news; while the search is down, those of searches are left out."""
        now, follows = timezone.now(), list(follower.follows.all())
        window = Window(now - FURTHEST_BACK, now)
        searches = [one for one in follows if one.kind == Follow.Kind.SEARCH]
        hits = new_hits(follower.person, searches, window, now) or {}
        return news_of(follows, hits, window, now)[:ENTRIES]

    def item_title(self, item: News) -> str:
        """Return the name of the case."""
        return name_in_a_line(item.case)

    def item_description(self, item: News) -> str:
        """Return what happened."""
        return item.text

    def item_link(self, item: News) -> str:
        """Return the address of the case."""
        return item.case.get_url() or ""

    def item_guid(self, item: News) -> str:
        """Return what stays when the address changes."""
        return f"urn:jipp:{item.guid}"

    def item_author_name(self, item: News) -> str:
        """Return the unit of the case."""
        return item.case.unit.name

    def item_pubdate(self, item: News) -> datetime:
        """Return when it happened."""
        return item.at

    def item_updateddate(self, item: News) -> datetime:
        """Return when it happened."""
        return item.at
