"""«Catatan»: everything that anybody did in a round, for its secretariat."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.models import Event
from common.paging import page_address, pager
from common.tables import table_response
from selections.models import SelectionRound
from selections.queries import may_see
from selections.results.forms import LogForm
from selections.results.log_search import log_lines, log_table, searched
from selections.rules.phases import Part
from selections.seen_rounds import require_secretariat
from units.views.requests import PersonRequest

LINES_A_PAGE = 50
MOST_LINES = 100_000


@login_required
@require_safe
@never_cache
def log(request: PersonRequest, round_id: int) -> HttpResponse:
    """Show the log, searched."""
    held = require_secretariat(request, round_id)
    form, events = _searched(request, held)
    page = Paginator(events, LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "round": held,
        "form": form,
        "count": page.paginator.count,
        "lines": log_lines(page.object_list, **_sight(request, held)),
        "pager": pager(page.number, page.paginator.num_pages, page_address(request.path, request.GET)),
        "query": request.GET.urlencode(),
    }
    return render(request, "selections/results/log.html", context)


@login_required
@require_safe
@never_cache
def download(request: PersonRequest, round_id: int, kind: str) -> HttpResponse:
    """Send what was searched as a table."""
    held = require_secretariat(request, round_id)
    _form, events = _searched(request, held)
    lines = log_lines(events[:MOST_LINES], **_sight(request, held))
    return table_response(log_table(lines), kind, f"catatan-{round_id}")


def _searched(request: PersonRequest, held: SelectionRound) -> tuple[LogForm, QuerySet[Event]]:
    form = LogForm(request.GET)
    told = form.cleaned_data if form.is_valid() else {}
    return form, searched(held, **told)


def _sight(request: PersonRequest, held: SelectionRound) -> dict[str, Any]:
    return {"sees_scores": may_see(request.user, held, Part.ALL_REVIEWS)}
