"""What this room adds to the CMS: the moderators' tools for the search."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permissions import register_permission_policy

from search.cms import index_status
from search.cms.effects import EffectRuleViewSet
from search.cms.pins import PinViewSet
from search.cms.scores import ScoresViewSet
from search.cms.searches import SearchesViewSet
from search.cms.synonyms import SynonymViewSet
from search.cms.weights import WeightsViewSet
from search.models import EffectRule, PinnedCase, SynonymEntry
from units.cms import ModeratorsPolicy
from units.gate import allow, moderators_only

for model in (EffectRule, PinnedCase, SynonymEntry):
    register_permission_policy(model, ModeratorsPolicy(model))


class SearchGroup(ViewSetGroup):
    """The menu of the search."""

    menu_label = _("Search tools")
    menu_icon = "search"
    menu_order = 700
    items = (SearchesViewSet, SynonymViewSet, PinViewSet, EffectRuleViewSet, ScoresViewSet, WeightsViewSet)


search_group = SearchGroup()

for viewset in search_group.registerables:
    for pattern in viewset.get_urlpatterns():
        allow(viewset.get_url_name(pattern.name), moderators_only)

hooks.register("register_admin_viewset", lambda: search_group)
hooks.register("register_reports_menu_item", index_status.menu_item)

allow("search_index_status", moderators_only)


def urls() -> list[URLPattern]:
    """Return the pages of search (hook: register_admin_urls)."""
    return [path("pencarian/indeks/", index_status.status, name="search_index_status")]


hooks.register("register_admin_urls", urls)
