"""Pages of the site shell that are no Wagtail pages."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.i18n import set_language

from jipp.site import taxonomy
from jipp.site.styleguide import samples

# Needs no token: it changes nothing but the reader's own language, and a token
# would put a cookie on every reader and keep pages from being cached.
language = csrf_exempt(set_language)


def _heading_view(heading: Callable[[HttpRequest, str], taxonomy.Heading]) -> Callable[..., HttpResponse]:
    @require_safe
    def view(request: HttpRequest, code: str) -> HttpResponse:
        return render(request, "jipp/heading.html", {"heading": heading(request, code)})

    return view


sector = _heading_view(taxonomy.sector_heading)
mode = _heading_view(taxonomy.mode_heading)
tag = _heading_view(taxonomy.tag_heading)
region = _heading_view(taxonomy.region_heading)


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component with made-up content."""
    return render(request, "jipp/styleguide.html", samples())


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers where the list of pages is, and that the workspace and searches are not for them."""
    sitemap = request.build_absolute_uri("/sitemap.xml")
    lines = ["User-agent: *", "Disallow: /kelola/", "Disallow: /cari/", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say how much may be sent at once, or no more than that this was not understood.

    Asks the request for nothing: it may name a host that is not ours.
    """
    too_large = isinstance(exception, RequestDataTooBig)
    context = {"too_large": too_large, "limit": settings.REQUEST_MAX_SIZE // 1024**2}
    return render(None, "400.html", context, status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what was not found, and where to go on."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, without asking the database or the session for anything."""
    return render(None, "500.html", status=500)
