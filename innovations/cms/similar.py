"""«More like this draft»: what is published already is seen before it is written again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST
from wagtail.admin.panels import Panel

from common.keys import is_key
from innovations.similar import similar_cases, texts_of

_LONGEST = 5_000


class SimilarPanel(Panel):
    """Published cases that are like this one, as last saved; ``static/cms/similar.js`` keeps it up to date."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page and one request."""

        template_name = "innovations/cms/similar_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the cases."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            page = self.instance
            context["cards"] = similar_cases(texts_of(page, page.tags.all()), page.pk) if page.pk else []
            context["page_id"] = page.pk
            return context


@require_POST
def similar(request: HttpRequest) -> HttpResponse:
    """Return the cases like what is being typed: a piece of HTML for the panel. Everything it names is public."""
    texts = {key: request.POST.get(key, "")[:_LONGEST] for key in ("name", "spelled_out", "plain_title", "summary")}
    page = request.POST.get("page", "")
    besides = int(page) if is_key(page) else None
    return render(request, "innovations/cms/similar.html", {"cards": similar_cases(texts, besides)})
