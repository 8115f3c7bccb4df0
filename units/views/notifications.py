"""«Pemberitahuan»: what a person was told, beside the letters."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.actions import mark_read
from common.models import Notification
from units.views.requests import PersonRequest

NOTIFICATIONS_ON_A_PAGE = 25


@login_required
@never_cache
@require_safe
def notifications(request: PersonRequest) -> HttpResponse:
    """List what the person was told, the newest first."""
    own = Notification.objects.filter(person=request.user)
    listed = Paginator(own, NOTIFICATIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"notifications": listed, "unread": own.filter(read_at=None).count()}
    return render(request, "units/notifications.html", context)


@login_required
@require_POST
def read(request: PersonRequest, pk: int | None = None) -> HttpResponse:
    """Mark one of them as read, or all."""
    mark_read(request.user, pk)
    return redirect("notifications")
