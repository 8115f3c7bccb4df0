"""What editors lay over bundled tables, in the CMS: their own entries, the bundled ones, and what a change would do."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from django import forms
from django.http import HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from search.cms.comparison import compare
from search.models import OverlayEntry
from search.models.overlay import Entry, written
from search.thesaurus import thesaurus_in_use, thesaurus_with


class OverlayForm(WagtailAdminModelForm):
    """An entry, and a search to try it with, which is not kept."""

    trial = forms.CharField(
        label=gettext_lazy("Try it with a search"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Left empty, the word itself is searched for. Nothing is saved by trying."),
    )


class _Trying:
    """Shows, on the form's second button, what the entry would change, and saves nothing."""

    template_name = "search/cms/overlay_form.html"

    def get_available_actions(self) -> list[str]:
        """Add trying to what the form can do."""
        return [*super().get_available_actions(), "try"]  # type: ignore[misc]

    def form_valid(self, form: OverlayForm) -> HttpResponse:
        """Save, or try."""
        if self.action != "try":  # type: ignore[attr-defined]
            return super().form_valid(form)  # type: ignore[misc,no-any-return]
        self.form = form
        entry: OverlayEntry = form.instance
        text = form.cleaned_data["trial"] or entry.word
        comparison = compare(text, thesaurus_in_use(), thesaurus_with(entry), timezone.now())
        return self.render_to_response(self.get_context_data(comparison=comparison))  # type: ignore[attr-defined,no-any-return]


class OverlayCreateView(_Trying, CreateView):
    """Adds an entry; the address may bring its fields filled in."""

    def get_initial(self) -> dict[str, Any]:
        """Return what the address says of the form's fields."""
        fields = self.get_form_class().base_fields
        return {name: self.request.GET[name] for name in fields if name in self.request.GET}


class OverlayEditView(_Trying, EditView):
    """Changes an entry."""


class OverlayIndexView(IndexView):
    """Lists the editors' own entries and leads to the bundled ones."""

    bundled_url_name = ""

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Add the way to the bundled entries."""
        address = reverse(self.bundled_url_name)
        return [*super().header_buttons, HeaderButton(_("Bundled entries"), url=address, icon_name="list-ul")]


class BundledRow(NamedTuple):
    """A bundled entry, the editors' own in its place, and the address of the form that changes it."""

    entry: Entry
    own: OverlayEntry | None
    address: str

    @property
    def state(self) -> str:
        """Return what became of the entry."""
        if self.own is None:
            return _("as it comes")
        return _("replaced by an own entry") if self.own.in_use else _("switched off")


class BundledView(WagtailAdminTemplateMixin, TemplateView):
    """Lists the bundled entries that hold what is looked for, each with the way to change it."""

    template_name = "search/cms/bundled.html"
    page_title = gettext_lazy("Bundled entries")
    header_icon = ""
    model: type[OverlayEntry]
    index_url_name = ""
    add_url_name = ""
    edit_url_name = ""
    columns: Sequence[Column] = ()
    """What is shown of a row between its word and its source."""

    def entries(self) -> Iterable[Entry]:
        """Return the bundled entries."""
        raise NotImplementedError

    def get_page_subtitle(self) -> str:
        """Return what they are."""
        return str(self.model._meta.verbose_name_plural)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here, by the list of the editors' own entries."""
        own = {"url": reverse(self.index_url_name), "label": capfirst(self.get_page_subtitle())}
        return [*super().get_breadcrumbs_items(), own, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is looked for and the entries that hold it (one SQL query)."""
        wanted = self.request.GET.get("q", "").strip()
        rows = self._rows(wanted.lower())
        columns = [
            TitleColumn("word", label=_("Word"), accessor="entry.word", get_url=attrgetter("address"), width="12%"),
            *self.columns,
            Column("source", label=_("Source"), accessor="entry.source"),
            Column("state", label=_("State")),
        ]
        return super().get_context_data(wanted=wanted, rows=rows, table=Table(columns, rows), **kwargs)

    def _rows(self, wanted: str) -> list[BundledRow]:
        own = {row.entry.key: row for row in self.model._default_manager.all()}
        entries = [entry for entry in self.entries() if wanted in str(self.model(**written(entry))).lower()]
        return [BundledRow(entry, own.get(entry.key), self._address(entry, own.get(entry.key))) for entry in entries]

    def _address(self, entry: Entry, own: OverlayEntry | None) -> str:
        if own is not None:
            return reverse(self.edit_url_name, args=[own.pk])
        return f"{reverse(self.add_url_name)}?{urlencode(written(entry))}"


class OverlayViewSet(ModelViewSet):
    """The editors' own entries over a bundled table, for moderators."""

    icon = "snippet"
    form_class: type[OverlayForm]
    bundled_view_class: type[BundledView]
    index_view_class = OverlayIndexView
    add_view_class = OverlayCreateView
    edit_view_class = OverlayEditView
    add_to_reference_index = False
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[OverlayForm]:
        """Return the one form of both views."""
        return self.form_class

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the list where the bundled entries are."""
        kwargs["bundled_url_name"] = self.get_url_name("bundled")
        return super().get_index_view_kwargs(**kwargs)  # type: ignore[no-any-return]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the list of the bundled entries."""
        bundled = path("bawaan/", self.construct_view(self.bundled_view_class), name="bundled")
        return [*super().get_urlpatterns(), bundled]
