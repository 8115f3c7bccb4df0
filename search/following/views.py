"""«Yang saya ikuti»: what a person follows, the way to follow and to stop, and what works without log-in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.throttle import limited
from search.following import actions
from search.following.errors import FollowError
from search.following.feed import FollowedNews
from search.following.forms import FollowForm, HowOftenForm
from search.following.queries import follows_of
from search.following.targets import addresses
from search.models import Follow, Follower
from units.letters import link_to
from units.views.requests import PersonRequest

_feed = FollowedNews()


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
    follower = Follower.objects.filter(person=request.user).first()
    feed_url = link_to("follow_feed", follower.feed_token) if follower else ""
    return render(request, "search/following/list.html", {"rows": rows, "feed_url": feed_url})


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


@login_required
@require_POST
def renew_feed(request: PersonRequest) -> HttpResponse:
    """Give the person's feed another address."""
    actions.renew_feed(request.user)
    messages.success(request, _("Your feed has a new address. The one before no longer works."))
    return redirect("follows")


@limited("600/h", method=None)
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Send the feed of whoever has this secret address."""
    response = _feed(request, token=token)
    patch_cache_control(response, private=True)
    response["X-Robots-Tag"] = "noindex"
    return response


@csrf_exempt  # Mail programs send the POST of RFC 8058 without cookies; the secret in the address is the proof.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str, pk: int | None = None) -> HttpResponse:
    """Ask once, and on POST send no more digests of one thing, or of all.

    A GET changes nothing: those who look into letters open every link in them.
    """
    follower = get_object_or_404(Follower, mail_token=token)
    follow = None if pk is None else get_object_or_404(follower.follows, pk=pk)
    done = ""
    if request.method == "POST" and follow is not None and "all" not in request.POST:
        actions.stop_letters_of(follow)
        done = "one"
    elif request.method == "POST":
        actions.stop_letters(follower)
        done = "all"
    return render(request, "search/following/unsubscribe.html", {"follow": follow, "done": done})
