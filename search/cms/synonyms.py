"""The synonyms in the CMS: the editors' own entries, the bundled ones, and what a change would do."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from search.cms.comparison import compare
from search.language.synonyms import Entry, bundled_entries
from search.models import SynonymEntry
from search.thesaurus import synonyms_in_use, thesaurus_with


class SynonymForm(WagtailAdminModelForm):
    """An entry, and a search to try it with, which is not kept."""

    trial = forms.CharField(
        label=_("Try it with a search"),
        required=False,
        max_length=200,
        help_text=_("Left empty, the word itself is searched for. Nothing is saved by trying."),
    )

    class Meta:
        model = SynonymEntry
        fields = ["word", "relation", "others", "weight", "source", "in_use"]
        widgets = {"others": forms.Textarea(attrs={"rows": 4})}


class _Trying:
    """Shows, on the form's second button, what the entry would change, and saves nothing."""

    template_name = "search/cms/synonym_form.html"

    def get_available_actions(self) -> list[str]:
        """Add trying to what the form can do."""
        return [*super().get_available_actions(), "try"]  # type: ignore[misc]

    def form_valid(self, form: SynonymForm) -> HttpResponse:
        """Save, or try."""
        if self.action != "try":  # type: ignore[attr-defined]
            return super().form_valid(form)  # type: ignore[misc,no-any-return]
        self.form = form
        entry: SynonymEntry = form.instance
        text = form.cleaned_data["trial"] or entry.word
        comparison = compare(text, synonyms_in_use(), thesaurus_with(entry), timezone.now())
        return self.render_to_response(self.get_context_data(comparison=comparison))  # type: ignore[attr-defined,no-any-return]


class SynonymCreateView(_Trying, CreateView):
    """Adds an entry; the address may bring its fields filled in."""

    def get_initial(self) -> dict[str, Any]:
        """Return what the address says of the form's fields."""
        return {name: self.request.GET[name] for name in SynonymForm.base_fields if name in self.request.GET}


class SynonymEditView(_Trying, EditView):
    """Changes an entry."""


class SynonymIndexView(IndexView):
    """Lists the editors' own entries and leads to the bundled ones."""

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Add the way to the bundled entries."""
        address = reverse("synonyms:bundled")
        return [*super().header_buttons, HeaderButton(_("Bundled synonyms"), url=address, icon_name="list-ul")]


class SynonymViewSet(ModelViewSet):
    """The editors' own synonyms, for moderators."""

    model = SynonymEntry
    name = "synonyms"
    url_prefix = "sinonim"
    icon = "snippet"
    menu_label = _("Synonyms")
    index_view_class = SynonymIndexView
    add_view_class = SynonymCreateView
    edit_view_class = SynonymEditView
    list_display = ["word", "others", "relation", "weight", "in_use", "changed_at"]
    list_filter = ["relation", "in_use"]
    search_fields = ["word", "others", "source"]
    add_to_reference_index = False
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[SynonymForm]:
        """Return the one form of both views."""
        return SynonymForm

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the list of the bundled entries."""
        return [*super().get_urlpatterns(), path("bawaan/", bundled_list, name="bundled")]


def bundled_list(request: HttpRequest) -> HttpResponse:
    """List the bundled entries that hold what is looked for, each with the way to change it."""
    wanted = request.GET.get("q", "").strip().lower()
    own = {row.entry.key: row for row in SynonymEntry.objects.all()}
    entries = [entry for entry in bundled_entries() if wanted in " ".join((entry.word, *entry.others)).lower()]
    context = {
        "header_title": _("Bundled synonyms"),
        "wanted": wanted,
        "rows": [(entry, own.get(entry.key), _change_address(entry, own.get(entry.key))) for entry in entries],
    }
    return render(request, "search/cms/synonyms_bundled.html", context)


def _change_address(entry: Entry, own: SynonymEntry | None) -> str:
    if own is not None:
        return reverse("synonyms:edit", args=[own.pk])
    fields = entry._asdict() | {"others": "\n".join(entry.others)}
    return f"{reverse('synonyms:add')}?{urlencode(fields)}"
