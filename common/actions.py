"""Writes that every room shares: the event log, outgoing mail and notifications."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import Truncator

from common.models import Event, Notification, OutgoingMail, User

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 8
ON_ITS_WAY = timedelta(minutes=1)  # longer than any mail server may take (EMAIL_TIMEOUT)
NOBODY = ""
NOTIFICATIONS_KEPT = timedelta(days=180)


def record_event(verb: str, target: models.Model, *, actor: User | None = None, **data: Any) -> Event:
    """Add one row to the event log.

    ``verb`` is ``room.act`` («unit.provisioned»); ``data`` must be JSON. Call it
    in the transaction of the act, so that neither exists without the other.
    """
    return Event.objects.create(
        actor=actor, verb=verb, object_type=target._meta.label_lower, object_id=str(target.pk), data=data
    )


def queue_mail(key: str, *, to: str, subject: str, body: str, unsubscribe_url: str = "") -> None:
    """Store a letter with the present transaction; send it after commit where this process also sends.

    The same ``key`` is stored once: an act that is repeated writes no second letter.
    A letter to NOBODY is stored like any other and thrown away instead of sent.
    ``unsubscribe_url`` takes the one-click POST of RFC 8058; mail programs show it as a button.
    """
    letter = {"to": to, "subject": _one_line(subject), "body": body, "unsubscribe_url": unsubscribe_url}
    mail, new = OutgoingMail.objects.get_or_create(key=key, defaults=letter)
    if new and settings.MAIL_SENDER == "inline":
        # A lambda: Django names the callback when it fails, and a partial has no name to give.
        transaction.on_commit(lambda: send_waiting_mail(mail.pk), robust=True)


def notify(person: User, key: str, *, subject: str, body: str, address: str = "") -> None:
    """Tell a person who has an account: by a letter, and on the site by its subject, which leads to ``address``.

    Both are stored with the present transaction, once for a ``key``. ``address`` is a whole one, as
    letters need it; what is kept of it works wherever the site is reached.
    """
    queue_mail(key, to=person.email, subject=subject, body=body)
    here = address.removeprefix(settings.BASE_URL.rstrip("/"))
    Notification.objects.get_or_create(
        key=key, defaults={"person": person, "text": _one_line(subject), "address": here}
    )


def mark_read(person: User, pk: int | None = None) -> None:
    """Mark what the person was told (or the one notification ``pk``) as read."""
    unread = Notification.objects.filter(person=person, read_at=None)
    (unread if pk is None else unread.filter(pk=pk)).update(read_at=timezone.now())


def forget_notifications(now: datetime) -> int:
    """Remove what people were told long ago; return how much that is."""
    return Notification.objects.filter(at__lt=now - NOTIFICATIONS_KEPT).delete()[0]


def _one_line(subject: str) -> str:
    """Return a subject as one line: names and titles in it come from people."""
    return Truncator(" ".join(subject.split())).chars(255)


def send_waiting_mail(pk: int | None = None) -> int:
    """Send what waits (or the one letter ``pk``) and return how many went out.

    A mail server that is down never disturbs the act that wrote the letter: the
    error is kept with it, and ``manage.py send_mail`` tries again, each time after
    twice as long.
    """
    waiting = _waiting(timezone.now())
    if pk is not None:
        waiting = waiting.filter(pk=pk)
    return sum(_send(candidate) for candidate in waiting.values_list("pk", flat=True))


def _waiting(now: datetime) -> QuerySet[OutgoingMail]:
    # A letter that was tried a moment ago may still be on its way to the mail server.
    due = models.Q(attempts=0)
    for attempts in range(1, MAX_ATTEMPTS):
        due |= models.Q(attempts=attempts, tried_at__lt=now - ON_ITS_WAY * 2 ** (attempts - 1))
    return OutgoingMail.objects.filter(due, sent_at=None)


def _send(pk: int) -> bool:
    # Noting the attempt first is also the claim: a second process that listed the
    # same letter changes no row, so no letter is sent twice at the same time.
    now = timezone.now()
    claimed = _waiting(now).filter(pk=pk).update(attempts=models.F("attempts") + 1, tried_at=now)
    if not claimed:
        return False
    mail = OutgoingMail.objects.get(pk=pk)
    if mail.to == NOBODY:
        mail.delete()
        return False
    try:
        EmailMessage(mail.subject, mail.body, to=[mail.to], headers=_headers(mail)).send()
    except OSError as error:
        logger.warning("mail %s was not sent: %s", pk, error)
        OutgoingMail.objects.filter(pk=pk).update(last_error=str(error))
        return False
    # A letter may carry links that are secrets: once it is out, only that it was sent is kept.
    OutgoingMail.objects.filter(pk=pk).update(sent_at=timezone.now(), last_error="", body="", unsubscribe_url="")
    return True


def _headers(mail: OutgoingMail) -> dict[str, str]:
    if not mail.unsubscribe_url:
        return {}
    one_click = {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return {"List-Unsubscribe": f"<{mail.unsubscribe_url}>", **one_click}
