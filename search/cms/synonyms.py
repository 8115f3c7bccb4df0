"""The synonyms in the CMS."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from common.formatting import number
from search.cms.overlay import BundledView, OverlayForm, OverlayViewSet
from search.language.synonyms import Entry, bundled_entries
from search.models import SynonymEntry


class SynonymForm(OverlayForm):
    """A synonym, and a search to try it with."""

    class Meta:
        model = SynonymEntry
        fields = ["word", "relation", "others", "weight", "source", "in_use"]
        widgets = {"others": forms.Textarea(attrs={"rows": 4})}


class BundledSynonymsView(BundledView):
    """Lists the bundled synonyms."""

    model = SynonymEntry
    columns = (
        Column("others", label=_("Also looked for"), accessor=lambda row: ", ".join(row.entry.others)),
        Column("weight", label=_("Weight"), accessor=lambda row: number(row.entry.weight)),
    )

    def entries(self) -> Iterable[Entry]:
        """Return the bundled synonyms."""
        return bundled_entries()


class SynonymViewSet(OverlayViewSet):
    """The editors' own synonyms, for moderators."""

    model = SynonymEntry
    name = "synonyms"
    url_prefix = "sinonim"
    menu_label = _("Synonyms")
    form_class = SynonymForm
    bundled_view_class = BundledSynonymsView
    list_display = ["word", "others", "relation", "weight", "in_use", "changed_at"]
    list_filter = ["relation", "in_use"]
    search_fields = ["word", "others", "source"]
