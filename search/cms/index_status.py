"""How the index stands, for moderators: what waits, what could not be indexed, and a second try."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.outbox import try_again
from search.queries import index_status, set_aside


def status(request: HttpRequest) -> HttpResponse:
    """Show the state; a POST lets the indexer try again what it had set aside."""
    if request.method == "POST":
        count = try_again()
        message = ngettext("%(count)s case will be tried again.", "%(count)s cases will be tried again.", count)
        messages.success(request, message % {"count": count})
        return redirect("search_index:index")
    context = {"header_title": _("Search index"), "status": index_status(), "set_aside": set_aside()}
    return render(request, "search/cms/index_status.html", context)
