"""Who may pass to the CMS: the second factor, then the gate; and the CMS's headers."""

from collections.abc import Callable
from typing import Any

from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from common.keys import name_rows
from units.gate import GATE
from units.gate.asking import settle
from units.gate.reach import Reach
from units.queries import is_moderator, lacks_second_factor

ADMIN_ROUTE = "kelola/"
# Where people act for others, or could lock the owner of the account out: a password alone
# is not enough for those who need more.
_GUARDED_PLACES = (
    f"/{ADMIN_ROUTE}",
    *("/anggota/", "/laporan/", "/akun/sandi/", "/unit-saya/", "/pemberitahuan/", "/konfirmasi/"),
    *("/replikasi/", "/tanya/", "/teladan/", "/klinik/", "/pendampingan/"),
    *("/seleksi/", "/koleksi/", "/formulir/"),
)
# What a person must reach to get in or out without the second factor.
_OPEN_NAMES = {"wagtail_login_door", "wagtail_reset_door", "wagtail_logout_door", "wagtailadmin_sprite"}

# Wagtail's pages carry inline scripts and styles; nothing comes from elsewhere.
ADMIN_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)


class AdminGate:
    """Ask the table of ``units.gate`` before any view of the CMS runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the CMS's headers to its answers, which are never kept on the way."""
        response = self.get_response(request)
        if request.path_info.startswith(f"/{ADMIN_ROUTE}"):
            response.headers.setdefault("Content-Security-Policy", ADMIN_POLICY)
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Refuse to remove what is in use: not every address of the CMS does so itself."""
        if not isinstance(exception, ProtectedError) or not request.path_info.startswith(f"/{ADMIN_ROUTE}"):
            return None
        message = _("This is in use and cannot be removed. Take it off the pages that show it first.")
        return JsonResponse({"success": False, "error_message": message}, status=409)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, captured: dict[str, Any]
    ) -> HttpResponse | None:
        """Return None to go on, a redirect to the second factor, or raise Http404."""
        match = request.resolver_match
        # Not by the route: one that is an expression begins with «^».
        if match is None or not request.path_info.startswith(_GUARDED_PLACES) or not request.user.is_authenticated:
            return None
        settle(request)
        name = match.view_name
        if name not in _OPEN_NAMES and lacks_second_factor(request.user):
            return redirect(f"{reverse('second_factor')}?{urlencode({'next': request.get_full_path()})}")
        if not request.path_info.startswith(f"/{ADMIN_ROUTE}"):
            return None
        if name not in _OPEN_NAMES and not request.user.has_perm("wagtailadmin.access_admin"):
            return redirect("account")
        if not name_rows(captured):
            raise Http404
        if is_moderator(request.user):
            return None
        check = GATE.get(name)
        if check is None or not check(request, Reach(request.user), captured):
            raise Http404
        return None
