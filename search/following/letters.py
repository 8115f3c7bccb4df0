"""The digest. The reader's language is not known: it is in Indonesian."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.actions import queue_mail
from innovations.cards import name_in_a_line
from search.following.news import News
from search.models import Follow, Follower
from units.letters import link_to

_MOST_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Section:
    """What is new about one thing that is followed, the newest first."""

    follow: Follow
    news: Sequence[News]


def send_digest(follower: Follower, sections: Sequence[Section], *, key: str) -> None:
    """Write the letter; each thing in it, or all, can be stopped without log-in.

    The mail program's button stops what a letter tells of where that is one thing, else all digests.
    """
    with translation.override(settings.LANGUAGE_CODE):
        count = sum(len(section.news) for section in sections)
        stop = link_to("unsubscribe", follower.mail_token)
        stops = [link_to("unsubscribe_one", follower.mail_token, section.follow.pk) for section in sections]
        subject = ngettext("JIPP: %(count)s news", "JIPP: %(count)s news", count) % {"count": count}
        ways = _("Change what you follow: %(list)s\nNo more digests: %(stop)s") % {
            "list": link_to("follows"),
            "stop": stop,
        }
        body = "\n\n".join([*map(_section, sections, stops), ways])
        button = stops[0] if len(stops) == 1 else stop
        queue_mail(key, to=follower.person.email, subject=subject, body=body, unsubscribe_url=button)


def _section(section: Section, stop: str) -> str:
    lines = [str(section.follow).upper()]
    for news in section.news[:_MOST_SHOWN]:
        url = settings.BASE_URL.rstrip("/") + (news.case.get_url() or "")
        lines.append(f"- {news.text}\n  {name_in_a_line(news.case)}\n  {url}")
    more = len(section.news) - _MOST_SHOWN
    if more > 0:
        lines.append(ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more})
    lines.append(_("No more digests of this: %s") % stop)
    return "\n".join(lines)
