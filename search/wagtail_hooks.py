"""What search adds to the CMS."""

from django.urls import URLPattern, path
from wagtail import hooks

from search.cms import index_status
from units.gate import allow, moderators_only

hooks.register("register_reports_menu_item", index_status.menu_item)

allow("search_index_status", moderators_only)


def urls() -> list[URLPattern]:
    """Return the pages of search (hook: register_admin_urls)."""
    return [path("pencarian/indeks/", index_status.status, name="search_index_status")]


hooks.register("register_admin_urls", urls)
