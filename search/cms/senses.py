"""Words of several meanings in the CMS."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from search.cms.overlay import BundledView, OverlayForm, OverlayViewSet
from search.language.senses import Entry, bundled_entries
from search.models import SenseEntry


class SenseForm(OverlayForm):
    """A meaning of a word, and a search to try it with."""

    class Meta:
        model = SenseEntry
        fields = ["word", "meaning", "neighbours", "source", "in_use"]
        widgets = {"neighbours": forms.Textarea(attrs={"rows": 8})}


class BundledSensesView(BundledView):
    """Lists the bundled meanings."""

    model = SenseEntry
    columns = (
        Column("meaning", label=_("Meaning"), accessor="entry.meaning"),
        Column("neighbours", label=_("Words beside it"), accessor=lambda row: ", ".join(row.entry.neighbours)),
    )

    def entries(self) -> Iterable[Entry]:
        """Return the bundled meanings."""
        return bundled_entries()


class SenseViewSet(OverlayViewSet):
    """The editors' own meanings of words that have several, for moderators."""

    model = SenseEntry
    name = "senses"
    url_prefix = "arti-kata"
    menu_label = _("Words of several meanings")
    form_class = SenseForm
    bundled_view_class = BundledSensesView
    list_display = ["word", "meaning", "neighbours", "in_use", "changed_at"]
    list_filter = ["in_use"]
    search_fields = ["word", "meaning", "neighbours", "source"]
