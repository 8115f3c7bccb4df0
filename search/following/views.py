"""«Yang saya ikuti»: what a person follows, and the way to follow and to stop."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from search.following import actions
from search.following.errors import FollowError
from search.following.forms import FollowForm, HowOftenForm
from search.following.queries import follows_of
from search.following.targets import addresses
from search.models import Follow
from units.views.requests import PersonRequest


@login_required
@never_cache
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """List what the person follows."""
    follows = list(follows_of(request.user))
    urls = addresses(follows, timezone.now())
    rows = [
        (follow, urls.get(follow.pk, ""), HowOftenForm(instance=follow, auto_id=f"{follow.pk}-%s"))
        for follow in follows
    ]
    return render(request, "search/following/list.html", {"rows": rows})


@login_required
@require_POST
def add(request: PersonRequest) -> HttpResponse:
    """Follow something, and go back to its page."""
    form = FollowForm(request.POST)
    try:
        if not form.is_valid():
            raise FollowError(_("Use the button on the page of what you want to follow."))
        kind, key = Follow.Kind(form.cleaned_data["kind"]), form.cleaned_data["key"]
        target = actions.follow(request.user, kind, key, timezone.now())
    except FollowError as error:
        messages.error(request, str(error))
        return redirect("follows")
    messages.success(request, _("You follow %(name)s now. A digest comes by e-mail.") % {"name": target.name})
    return redirect(target.url)


@login_required
@require_POST
def change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change how often a digest tells of something, or stop following it."""
    follow = get_object_or_404(follows_of(request.user), pk=pk)
    form = HowOftenForm(request.POST)
    if "stop" in request.POST:
        follow.delete()
        messages.success(request, _("You no longer follow %(name)s.") % {"name": follow.name})
    elif form.is_valid():
        actions.change_how_often(follow, Follow.Often(form.cleaned_data["often"]), timezone.now())
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Choose how often a digest comes."))
    return redirect("follows")
