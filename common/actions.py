"""Writes that every room shares: the event log, outgoing mail and notifications."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import Truncator

from common.models import Event, Notification, OutgoingMail, User
from common.tasks import send_mail
from common.waking import wake

NOTIFICATIONS_KEPT = timedelta(days=180)

_BATCH: Final = 1_000


def record_event(verb: str, target: models.Model, *, actor: User | None = None, **data: Any) -> Event:
    """Add one row to the event log.

    ``verb`` is ``room.act`` («unit.provisioned»); ``data`` must be JSON. Call it
    in the transaction of the act, so that neither exists without the other.
    """
    return Event.objects.create(
        actor=actor, verb=verb, object_type=target._meta.label_lower, object_id=str(target.pk), data=data
    )


def queue_mail(key: str, *, to: str, subject: str, body: str, unsubscribe_url: str = "") -> None:
    """Store a letter with the present transaction; after commit a task sends it.

    The same ``key`` is stored once: an act that is repeated writes no second letter.
    A letter to NOBODY is stored like any other and thrown away instead of sent.
    ``unsubscribe_url`` takes the one-click POST of RFC 8058; mail programs show it as a button.
    """
    letter = {"to": to, "subject": _one_line(subject), "body": body, "unsubscribe_url": unsubscribe_url}
    _mail, new = OutgoingMail.objects.get_or_create(key=key, defaults=letter)
    if new:
        _send_after_commit()


def notify(person: User, key: str, *, subject: str, body: str, address: str = "") -> None:
    """Tell a person who has an account: by a letter, and on the site by its subject, which leads to ``address``.

    Both are stored with the present transaction, once for a ``key``. ``address`` is a whole one, as
    letters need it; what is kept of it works wherever the site is reached.
    """
    queue_mail(key, to=person.email, subject=subject, body=body)
    Notification.objects.get_or_create(
        key=key, defaults={"person": person, "text": _one_line(subject), "address": _here(address)}
    )


class Notice(NamedTuple):
    """What one person is told, see ``notify``."""

    person: User
    key: str
    subject: str
    body: str
    address: str


def notify_all(notices: Iterable[Notice]) -> None:
    """Tell many people at once as ``notify`` tells one: a few queries for a thousand of them."""
    told = list(notices)
    OutgoingMail.objects.bulk_create(
        (OutgoingMail(key=one.key, to=one.person.email, subject=_one_line(one.subject), body=one.body) for one in told),
        ignore_conflicts=True,
        batch_size=_BATCH,
    )
    Notification.objects.bulk_create(
        (
            Notification(key=one.key, person=one.person, text=_one_line(one.subject), address=_here(one.address))
            for one in told
        ),
        ignore_conflicts=True,
        batch_size=_BATCH,
    )
    _send_after_commit()


def mark_read(person: User, pk: int | None = None) -> None:
    """Mark what the person was told (or the one notification ``pk``) as read."""
    unread = Notification.objects.filter(person=person, read_at=None)
    (unread if pk is None else unread.filter(pk=pk)).update(read_at=timezone.now())


def forget_notifications(now: datetime) -> int:
    """Remove what people were told long ago; return how much that is."""
    return Notification.objects.filter(at__lt=now - NOTIFICATIONS_KEPT).delete()[0]


def _send_after_commit() -> None:
    # A lambda: Django names the callback when it fails, and a partial has no name to give.
    transaction.on_commit(lambda: wake(send_mail), robust=True)


def _here(address: str) -> str:
    """Return an address of this site without the site."""
    return address.removeprefix(settings.BASE_URL.rstrip("/"))


def _one_line(subject: str) -> str:
    """Return a subject as one line: names and titles in it come from people."""
    return Truncator(" ".join(subject.split())).chars(255)
