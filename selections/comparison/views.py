"""The page that compares cases: a plain address, open to everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.throttle import limited
from innovations.models import InnovationPage
from selections.asked_cases import AskedCases, asked_cases
from selections.comparison.table import comparison_of
from selections.rules.comparison import FEWEST, MOST


@require_safe
@limited("120/m", method=None)
def comparison(request: HttpRequest) -> HttpResponse:
    """Compare the cases that the address names; where it names too many or too few, say so and let choose."""
    now = timezone.now()
    asked = asked_cases(request.GET, now)
    fits = FEWEST <= len(asked.keys) <= MOST
    context = {
        "problem": _problem(asked),
        "unknown": asked.unknown,
        "most": MOST,
        "comparison": comparison_of(asked.keys, now) if fits else None,
        "chosen": [] if fits else InnovationPage.objects.filter(pk__in=asked.keys).order_by("title"),
    }
    return render(request, "selections/comparison/comparison.html", context)


def _problem(asked: AskedCases) -> str:
    """Return what is wrong with how many cases are asked for; empty where nothing is."""
    count = len(asked.keys)
    if count > MOST:
        return _("You chose %(count)d innovations; at most %(most)d fit side by side. Untick some.") % {
            "count": count,
            "most": MOST,
        }
    if count == 1:
        return _("Only one innovation to compare is left: choose at least one other.")
    if count == 0 and asked.unknown:
        return _("No innovation to compare is left: choose at least two.")
    return ""
