"""The root of the public site."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.url_routing import RouteResult


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

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page below by its whole address: two queries, where Wagtail makes two for each place on the way.

        That holds as long as no page below routes by itself.
        """
        if not path_components:
            return super().route(request, path_components)
        address = f"{self.url_path}{'/'.join(path_components)}/"
        # Slugs have an index, whole addresses have none.
        found = self.get_descendants().filter(slug=path_components[-1], url_path=address).first()
        if found is None:
            raise Http404
        return found.specific.route(request, [])
