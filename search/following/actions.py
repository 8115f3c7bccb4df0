"""What people do about what they follow. It is not logged: it concerns nobody else."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from common.models import User
from search.following.errors import FollowError
from search.following.targets import Target, find_target
from search.models import Follow, Follower
from search.models.follows import LONGEST_KEY
from units.tokens import new_token

MOST_FOLLOWS: Final = 50
"""Things that one person follows: each search among them is asked again for each digest."""


@transaction.atomic
def follow(person: User, kind: Follow.Kind, key: str, now: datetime) -> Target:
    """Let the person follow something from now on, once; return what it is.

    Raises FollowError for what there is not, or not for everyone, and for one thing too many.
    """
    target = find_target(person, kind, key, now)
    if target is None or len(target.key) > LONGEST_KEY:
        raise FollowError(_("This cannot be followed: it is not published, or the search is empty or too long."))
    follower, _new = Follower.objects.get_or_create(person=person)
    same = follower.follows.filter(kind=target.kind, key=target.key)
    if not same.exists() and follower.follows.count() >= MOST_FOLLOWS:
        raise FollowError(_("You follow %d things already. Stop following one of them first.") % MOST_FOLLOWS)
    follower.follows.get_or_create(kind=target.kind, key=target.key, defaults={"name": target.name, "told_until": now})
    return target


def change_how_often(follow: Follow, often: Follow.Often, now: datetime) -> None:
    """Tell of something as often as the person wishes; letters that begin anew do not tell of what was before."""
    if follow.often == Follow.Often.NEVER:
        follow.told_until = now
    follow.often = often
    follow.save()


def stop_letters(follower: Follower) -> None:
    """Send the person no more digests of anything; what he or she follows stays in the feed."""
    follower.follows.update(often=Follow.Often.NEVER)


def stop_letters_of(follow: Follow) -> None:
    """Tell of one thing in digests no more; it stays in the feed."""
    follow.often = Follow.Often.NEVER
    follow.save()


def renew_feed(person: User) -> None:
    """Give the person's feed another address; the one before shows nothing any more."""
    Follower.objects.filter(person=person).update(feed_token=new_token())
