"""The list of all cases."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class InnovationIndexPage(Page):
    """The list of all cases, at ``/inovasi/``. There is one."""

    max_count = 1
    subpage_types: ClassVar[list[str]] = []
    template = "innovations/index.html"

    class Meta:
        verbose_name = _("case list")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the page of the list that was asked for."""
        from innovations.listing import all_cases

        return super().get_context(request, *args, **kwargs) | {"listing": all_cases(request)}
