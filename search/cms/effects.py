"""The rules of effects in the CMS, and the indicators that none of them fits."""

from typing import Any, Final, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from common.models import User
from search.effects import Effect
from search.effects.actions import add_rule, changing_rules
from search.effects.queries import unmapped_indicators
from search.models import EffectRule

_MOST_SHOWN: Final = 100


class EffectRuleForm(WagtailAdminModelForm):
    """A rule."""

    class Meta:
        model = EffectRule
        fields = ["words", "effect", "source"]


class _TellingTheIndex:
    """Saves so that the cases concerned are indexed anew."""

    def save_instance(self) -> EffectRule:
        """Save the rule."""
        with changing_rules():
            rule: EffectRule = super().save_instance()  # type: ignore[misc]
        return rule


class EffectRuleCreateView(_TellingTheIndex, CreateView):
    """Adds a rule."""


class EffectRuleEditView(_TellingTheIndex, EditView):
    """Changes a rule."""


class EffectRuleDeleteView(DeleteView):
    """Removes a rule."""

    def delete_action(self) -> None:
        """Remove the rule so that the cases concerned are indexed anew."""
        with changing_rules():
            super().delete_action()


class EffectRuleIndexView(IndexView):
    """Lists the rules and leads to the indicators that none of them fits."""

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Add the way to the indicators."""
        button = HeaderButton(_("Indicators without a rule"), url=reverse("effects:unmapped"), icon_name="list-ul")
        return [*super().header_buttons, button]


class EffectRuleViewSet(ModelViewSet):
    """The rules of effects, for moderators."""

    model = EffectRule
    name = "effects"
    url_prefix = "pencarian/dampak"
    icon = "tag"
    menu_label = gettext_lazy("Effects of outcomes")
    index_view_class = EffectRuleIndexView
    add_view_class = EffectRuleCreateView
    edit_view_class = EffectRuleEditView
    delete_view_class = EffectRuleDeleteView
    list_display = [
        "words",
        Column("get_effect_display", label=gettext_lazy("Effect"), sort_key="effect"),
        "source",
        "changed_at",
    ]
    list_filter = ["effect"]
    search_fields = ["words", "source"]
    add_to_reference_index = False
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[EffectRuleForm]:
        """Return the one form of both views."""
        return EffectRuleForm

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the list of indicators without a rule."""
        return [*super().get_urlpatterns(), path("tanpa-aturan/", unmapped, name="unmapped")]


def unmapped(request: HttpRequest) -> HttpResponse:
    """List the indicators that no rule fits (GET); make a rule of one (POST)."""
    if request.method == "POST":
        _add(request)
        return redirect("effects:unmapped")
    indicators = unmapped_indicators(timezone.now())
    context: dict[str, Any] = {
        "header_title": _("Indicators without a rule"),
        "indicators": indicators[:_MOST_SHOWN],
        "more": max(0, len(indicators) - _MOST_SHOWN),
        "effects": Effect.choices,
    }
    return render(request, "search/cms/unmapped_indicators.html", context)


def _add(request: HttpRequest) -> None:
    given = {"words": request.POST.get("words", ""), "effect": request.POST.get("effect", "")}
    form = EffectRuleForm(given | {"source": _("An indicator of cases in this network")})
    if form.is_valid():
        add_rule(form.instance, cast(User, request.user))
        messages.success(request, _("From now on “%s” says what it measures.") % form.instance.words)
        return
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, f"{given['words']}: {error}")
