"""Pinned cases in the CMS."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

from innovations.cms.case_chooser import case_chooser
from search.models import PinnedCase


class PinForm(WagtailAdminModelForm):
    """A pin; the case is chosen among the published ones."""

    class Meta:
        model = PinnedCase
        fields = ["query", "case", "place", "until", "reason"]
        widgets = {"case": case_chooser.widget_class, "until": AdminDateInput}


class PinCreateView(CreateView):
    """Adds a pin; the address may bring its search."""

    def get_initial(self) -> dict[str, Any]:
        """Return what the address says of the search."""
        return {"query": self.request.GET.get("query", "")}


class PinViewSet(ModelViewSet):
    """The pinned cases, for moderators."""

    model = PinnedCase
    name = "pins"
    url_prefix = "pencarian/sematan"
    icon = "thumbtack"
    menu_label = _("Pinned cases")
    add_view_class = PinCreateView
    list_display = ["query", "case", "place", "until", "changed_at"]
    search_fields = ["query", "case__title", "reason"]
    add_to_reference_index = False
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[PinForm]:
        """Return the one form of both views."""
        return PinForm
