"""The guide for selections, for those who work in a round and have no way into the CMS."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from innovations.cms.guide import render_guide


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Show the guide."""
    return render(request, "selections/guide.html", {"body": render_guide("seleksi", "selection_guide_picture")})
