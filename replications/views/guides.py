"""The replication guide of a case as one download."""

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from common.throttle import limited
from innovations.queries import visible_cases
from replications.guide import guide_archive, guide_name


@require_safe
@limited("60/h", method=None)
def guide(request: HttpRequest, case_id: int) -> FileResponse:
    """Send the guide of a public case."""
    case = get_object_or_404(visible_cases(timezone.now()).select_related("unit__region"), pk=case_id)
    archive = guide_archive(case, case.get_full_url(request) or "")
    return FileResponse(archive, as_attachment=True, filename=f"{guide_name(case)}.zip", content_type="application/zip")
