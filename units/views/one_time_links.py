"""Following the one-time link of an invitation: with the account that one has, or by making one."""

from collections.abc import Callable
from typing import Any, Protocol

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from common.attempts import RefusedError
from common.models import User
from units.actions.one_time_links import require_open
from units.forms import NewAccountForm
from units.models import OneTimeInvitation

_BACKEND = "common.backends.AccountBackend"


class Accept(Protocol):
    """The act that accepts an invitation: ``user`` is who is logged in, else an account is made."""

    def __call__(self, *, user: User | None = None, name: str = "", password: str = "") -> User:
        """Return the person who accepted."""


def follow_link(
    request: HttpRequest,
    found: OneTimeInvitation | None,
    accept: Accept,
    place: Any,
    home_of: Callable[[User], str],
) -> HttpResponse:
    """Answer the page of an invitation to a role in ``place``; who accepted goes to ``home_of``."""
    try:
        invitation = require_open(found)
    except RefusedError as error:
        return _invalid(request, error)
    context: dict[str, Any] = {"invitation": invitation, "place": place}
    if request.user.is_authenticated or User.objects.filter(email=invitation.email).exists():
        return _accept_as_known(request, invitation, accept, home_of, context)
    form = NewAccountForm(request.POST or None, email=invitation.email)
    if request.method == "POST" and form.is_valid():
        try:
            user = accept(name=form.cleaned_data["name"], password=form.cleaned_data["password1"])
        except RefusedError as error:
            form.add_error(None, str(error))
        else:
            login(request, user, backend=_BACKEND)
            messages.success(request, _("Welcome. Your account is ready."))
            return redirect(home_of(user))
    return render(request, "units/accounts/invitation.html", context | {"form": form})


def _accept_as_known(
    request: HttpRequest,
    invitation: OneTimeInvitation,
    accept: Accept,
    home_of: Callable[[User], str],
    context: dict[str, Any],
) -> HttpResponse:
    if not request.user.is_authenticated:
        context["login_url"] = f"{reverse('login')}?{urlencode({'next': request.path})}"
    elif request.user.email != invitation.email:
        context["other_account"] = True
    elif request.method == "POST":
        try:
            accept(user=request.user)
        except RefusedError as error:
            return _invalid(request, error)
        messages.success(request, _("You are a member now."))
        # The person's permissions were read before they changed.
        return redirect(home_of(User.objects.get(pk=request.user.pk)))
    return render(request, "units/accounts/invitation_known.html", context)


def _invalid(request: HttpRequest, reason: RefusedError) -> HttpResponse:
    return render(request, "units/accounts/invitation_invalid.html", {"reason": reason}, status=410)
