"""Every copy of a case."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from common.paging import page_address, pager
from innovations.queries import visible_cases
from replications.lineage.copies import copies_of
from replications.lineage.rows import rows_of

ON_A_PAGE = 25


@require_safe
def copies(request: HttpRequest, case_id: int) -> HttpResponse:
    """List the copies of a public case that everyone may see, those that came furthest first."""
    cases = visible_cases(timezone.now())
    case = get_object_or_404(cases.select_related("unit"), pk=case_id)
    listed = Paginator(copies_of([case.pk], cases).get(case.pk, []), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "case": case,
        "count": listed.paginator.count,
        "rows": rows_of(list(listed), case),
        "pager": pager(listed.number, listed.paginator.num_pages, page_address(request.path, request.GET)),
    }
    return render(request, "replications/copies.html", context)
