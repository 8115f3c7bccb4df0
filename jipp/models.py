"""The root of the public site."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class HomePage(Page):
    """The home page. There is one; its content is made from the cases."""

    max_count = 1
    subpage_types: ClassVar[list[str]] = ["units.UnitIndexPage", "innovations.InnovationIndexPage"]
    template = "jipp/home.html"

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is new, what is proven and what is counted."""
        from jipp.site.queries import home_context

        return super().get_context(request, *args, **kwargs) | home_context(request)
