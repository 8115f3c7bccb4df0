"""What people search for, for moderators: what finds nothing, what nobody opens, what is asked most."""

from datetime import timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from search.queries import Asked, asked
from search.query_log import KEPT, query_log

_LISTS: Final = {
    Asked.NOTHING: _("Found nothing"),
    Asked.UNOPENED: _("Nothing was opened"),
    Asked.MOST: _("Asked most"),
}
_SPANS: Final = (7, 30, KEPT.days)
_USUAL_SPAN: Final = 30


def searches(request: HttpRequest) -> HttpResponse:
    """Show one list of a span of days; both come from the address, and what can't be read is as usual."""
    which = Asked(request.GET["list"]) if request.GET.get("list") in list(Asked) else Asked.NOTHING
    days = next((span for span in _SPANS if str(span) == request.GET.get("days")), _USUAL_SPAN)
    query_log.flush()
    since = timezone.localdate() - timedelta(days=days - 1)
    source = _("Asked on the search page, %(days)s days until %(day)s") % {
        "days": days,
        "day": timezone.localdate().isoformat(),
    }
    context = {
        "header_title": _("What people search for"),
        "lists": [(label, _address(one, days), one is which) for one, label in _LISTS.items()],
        "spans": [(span, _address(which, span), span == days) for span in _SPANS],
        "rows": [(row, _synonym_address(row.text, source), _pin_address(row.text)) for row in asked(which, since)],
    }
    return render(request, "search/cms/searches.html", context)


def _address(which: Asked, days: int) -> str:
    return f"{reverse('searches:index')}?list={which}&days={days}"


def _synonym_address(text: str, source: str) -> str:
    fields = {"word": text, "trial": text, "source": source}
    return f"{reverse('synonyms:add')}?{urlencode(fields)}"


def _pin_address(text: str) -> str:
    return f"{reverse('pins:add')}?{urlencode({'query': text})}"
