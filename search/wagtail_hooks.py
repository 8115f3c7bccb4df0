"""What this room adds to the CMS: the moderators' tools for the search."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permissions import register_permission_policy

from search.cms.effects import EffectRuleViewSet
from search.cms.index_status import status
from search.cms.pins import PinViewSet
from search.cms.scores import scores
from search.cms.searches import searches
from search.cms.senses import SenseViewSet
from search.cms.synonyms import SynonymViewSet
from search.cms.weights import weights
from search.models import EffectRule, PinnedCase, SenseEntry, SynonymEntry
from units.cms import ModeratorsPage, ModeratorsPolicy
from units.gate import allow, moderators_only

for model in (EffectRule, PinnedCase, SenseEntry, SynonymEntry):
    register_permission_policy(model, ModeratorsPolicy(model))


class SearchGroup(ViewSetGroup):
    """The menu of the search."""

    menu_label = _("Search tools")
    menu_icon = "search"
    menu_order = 700
    items = (
        ModeratorsPage(
            "searches",
            view=searches,
            url_prefix="pencarian/log",
            icon="list-ul",
            menu_label=_("What people search for"),
        ),
        SynonymViewSet,
        SenseViewSet,
        PinViewSet,
        EffectRuleViewSet,
        ModeratorsPage("scores", view=scores, url_prefix="pencarian/skor", icon="order-down", menu_label=_("Scores")),
        ModeratorsPage(
            "weights", view=weights, url_prefix="pencarian/bobot", icon="sliders", menu_label=_("Try weights")
        ),
        ModeratorsPage(
            "search_index", view=status, url_prefix="pencarian/indeks", icon="cog", menu_label=_("Search index")
        ),
    )


search_group = SearchGroup()

for viewset in search_group.registerables:
    for pattern in viewset.get_urlpatterns():
        allow(viewset.get_url_name(pattern.name), moderators_only)

hooks.register("register_admin_viewset", lambda: search_group)
