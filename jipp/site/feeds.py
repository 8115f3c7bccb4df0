"""What machines read of the site as a whole: the Atom feed and the sitemap."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.sitemaps import Sitemap as PageSitemap
from wagtail.query import PageQuerySet

from common.visibility import unexpired
from innovations import queries
from innovations.cards import name_in_a_line
from innovations.models import InnovationPage, Sector, ServiceMode

ENTRIES = 30
FIXED_PAGES = ("network", "about", "accessibility", "privacy")


class NewCases(Feed):
    """The newest cases as Atom."""

    feed_type = Atom1Feed
    title: str | Promise = _("JIPP: new innovations")
    subtitle: str | Promise = _("Public service innovations as they are published")
    link: str | Promise = reverse_lazy("innovations")

    def items(self) -> list[InnovationPage]:
        """Return the newest cases: three queries."""
        return queries.without_texts(queries.newest_first(queries.visible_cases(timezone.now()))[:ENTRIES])

    def item_title(self, item: InnovationPage) -> str:
        """Return the official name and the everyday title; a made-up case says so."""
        return name_in_a_line(item)

    def item_description(self, item: InnovationPage) -> str:
        """Return the summary."""
        return item.summary

    def item_link(self, item: InnovationPage) -> str:
        """Return the address of the case."""
        return item.get_url() or ""

    def item_guid(self, item: InnovationPage) -> str:
        """Return what stays when the address changes."""
        return f"urn:jipp:{item.record_id}"

    def item_author_name(self, item: InnovationPage) -> str:
        """Return the unit."""
        return item.unit.name

    def item_pubdate(self, item: InnovationPage) -> datetime | None:
        """Return when it was first published here."""
        return item.first_published_at

    def item_updateddate(self, item: InnovationPage) -> datetime | None:
        """Return when it was last published here."""
        return item.last_published_at


class HeadingSitemap(Sitemap):
    """Sectors and ways of serving that have cases, and the fixed pages."""

    changefreq = "weekly"

    def items(self) -> list[str]:
        """Return the paths: three queries."""
        cases = queries.visible_cases(timezone.now())
        found = [reverse(name) for name in FIXED_PAGES]
        for model, field, name in ((Sector, "sectors", "sector"), (ServiceMode, "service_modes", "service_mode")):
            counts = queries.counts_by(cases, field)
            found += [reverse(name, args=[term.code]) for term in model.objects.all() if term.code in counts]
        return found

    def location(self, item: str) -> str:
        """Return the path as it is."""
        return item


class PublicPageSitemap(PageSitemap):
    """Wagtail's list of pages without those whose time has run out."""

    def items(self) -> PageQuerySet:
        """Return the pages without their texts: twenty thousand cases with them fill the memory."""
        return super().items().filter(unexpired(timezone.now())).specific(defer=True)


SITEMAPS = {"pages": PublicPageSitemap, "headings": HeadingSitemap}
