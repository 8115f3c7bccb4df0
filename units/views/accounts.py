"""Logging in and out, passwords, invitations, and one's own account."""

from functools import partial
from typing import Any

from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from common.models import User
from common.throttle import limited
from units.actions import accept_invitation
from units.forms import LoginForm, QueuedPasswordResetForm
from units.queries import current_memberships, invitation_for, lacks_second_factor, needs_second_factor
from units.views.one_time_links import follow_link
from units.views.requests import PersonRequest


def home_of(user: User | AnonymousUser) -> str:
    """Return where a person goes after logging in: the CMS, or the account where no role runs."""
    return reverse("wagtailadmin_home" if user.has_perm("wagtailadmin.access_admin") else "account")


@method_decorator(limited("30/m"), name="post")
class LoginView(auth_views.LoginView):
    """Log in by e-mail address."""

    template_name = "registration/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        """Return the person's own start."""
        return home_of(self.request.user)

    def get_success_url(self) -> str:
        """Go by the second factor where one is needed."""
        target = super().get_success_url()
        if lacks_second_factor(self.request.user):
            return f"{reverse('second_factor')}?{urlencode({'next': target})}"
        return target


def locked_out(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """Say after too many wrong passwords when to try again (django-axes)."""
    minutes = round(get_cool_off(request).total_seconds() / 60)
    return render(request, "registration/locked_out.html", {"minutes": minutes}, status=429)


class LogoutView(auth_views.LogoutView):
    """Log out by POST; the link in the header leads to a page with the button."""

    http_method_names = ["get", "post", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the button."""
        return render(request, "registration/logout.html")


@method_decorator(limited("10/h"), name="post")
class PasswordResetView(auth_views.PasswordResetView):
    """Ask for a link by which to set a new password."""

    form_class = QueuedPasswordResetForm
    template_name = "registration/password_reset.html"
    email_template_name = "registration/password_reset_letter.txt"
    subject_template_name = "registration/password_reset_subject.txt"
    success_url = reverse_lazy("password_reset_done")
    # The address in the letter is ours, whatever host the request claims.
    extra_email_context = {"base_url": settings.BASE_URL}


@login_required
@never_cache
def account(request: PersonRequest) -> HttpResponse:
    """Show one's roles, and the way to password and second factor."""
    memberships = current_memberships().filter(user=request.user).select_related("unit", "agency")
    context = {
        "memberships": memberships,
        "second_factor": needs_second_factor(request.user),
        "workspace": request.user.has_perm("wagtailadmin.access_admin"),
    }
    return render(request, "units/accounts/account.html", context)


@never_cache
@sensitive_post_parameters()
@limited("30/m", method=None)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation to be a member."""
    found = invitation_for(token)
    place = found and (found.unit or found.agency)
    return follow_link(request, found, partial(accept_invitation, token), place, home_of)
