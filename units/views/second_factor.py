"""The second factor: proving it, setting it up, recovery codes, doing without."""

from base64 import b32encode

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST
from django_otp import login as otp_login
from django_otp import match_token

from common.throttle import limited
from units.actions import confirm_second_factor, drop_second_factor, prepare_second_factor, renew_recovery_codes
from units.forms import CodeForm
from units.queries import lacks_second_factor, needs_second_factor, second_factor_of, second_factor_required
from units.views.accounts import home_of
from units.views.requests import PersonRequest


def _wrong_code() -> str:
    return _("The code is wrong or too old. After several wrong codes, wait a minute and use the newest one.")


def _next(request: PersonRequest) -> str:
    """Return the way back: an address of this site. Without a slash it could be the name of a view."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, None)
    return wanted if safe else home_of(request.user)


@login_required
@never_cache
@sensitive_post_parameters("code")
@limited("20/m", key="user")
def verify(request: PersonRequest) -> HttpResponse:
    """Ask for the code after the password."""
    target = _next(request)
    if not lacks_second_factor(request.user):
        return redirect(target)
    if second_factor_of(request.user) is None:
        return redirect(f"{reverse('second_factor_setup')}?{urlencode({'next': target})}")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        device = match_token(request.user, form.cleaned_data["code"])
        if device is not None:
            # A new session key, as at logging in: the session can do more from here on.
            request.session.cycle_key()
            otp_login(request, device)
            return redirect(target)
        form.add_error("code", _wrong_code())
    return render(request, "units/accounts/second_factor.html", {"form": form, "next": target})


@login_required
@never_cache
@sensitive_post_parameters("code")
@limited("20/m", key="user")
def setup(request: PersonRequest) -> HttpResponse:
    """Tie a phone's app to the account, and show the recovery codes once."""
    if second_factor_of(request.user) is not None:
        return redirect("second_factor" if lacks_second_factor(request.user) else "account")
    device = prepare_second_factor(request.user)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if confirm_second_factor(request.user, form.cleaned_data["code"]):
            request.session.cycle_key()
            otp_login(request, second_factor_of(request.user))
            return _show_codes(request)
        form.add_error("code", _wrong_code())
    secret = b32encode(device.bin_key).decode()
    context = {
        "form": form,
        "next": _next(request),
        "required": second_factor_required(request.user),
        "secret": [secret[start : start + 4] for start in range(0, len(secret), 4)],
        "qr": segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=2, light="#fff"),
    }
    return render(request, "units/accounts/second_factor_setup.html", context)


@login_required
@require_POST
@never_cache
def recovery_codes(request: PersonRequest) -> HttpResponse:
    """Make new recovery codes; the old ones stop working."""
    if not _is_proven(request):
        return redirect("second_factor")
    return _show_codes(request)


@login_required
@require_POST
@never_cache
def drop(request: PersonRequest) -> HttpResponse:
    """Do without the second factor from now on, where the role allows it."""
    if not _is_proven(request):
        return redirect("second_factor")
    if second_factor_required(request.user):
        messages.error(request, _("Your role needs the second factor."))
    else:
        drop_second_factor(request.user, actor=request.user)
        messages.success(request, _("The second factor is off."))
    return redirect("account")


def _is_proven(request: PersonRequest) -> bool:
    return needs_second_factor(request.user) and not lacks_second_factor(request.user)


@sensitive_variables("codes")
def _show_codes(request: PersonRequest) -> HttpResponse:
    codes = renew_recovery_codes(request.user)
    context = {"codes": codes, "next": _next(request)}
    return render(request, "units/accounts/recovery_codes.html", context)
