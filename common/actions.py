"""Writes that every room shares: the event log and outgoing mail."""

import logging
from functools import partial
from typing import Any

from django.core.mail import send_mail
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import Truncator

from common.models import Event, OutgoingMail, User

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 8


def record_event(verb: str, target: models.Model, *, actor: User | None = None, **data: Any) -> Event:
    """Add one row to the event log.

    ``verb`` is ``room.act`` («unit.provisioned»); ``data`` must be JSON. Call it
    in the transaction of the act, so that neither exists without the other.
    """
    return Event.objects.create(
        actor=actor, verb=verb, object_type=target._meta.label_lower, object_id=str(target.pk), data=data
    )


def queue_mail(key: str, *, to: str, subject: str, body: str) -> None:
    """Store a letter with the present transaction and send it after commit.

    The same ``key`` is stored once: an act that is repeated writes no second letter.
    """
    # A subject is one line: names and titles in it come from people.
    line = Truncator(" ".join(subject.split())).chars(255)
    mail, new = OutgoingMail.objects.get_or_create(key=key, defaults={"to": to, "subject": line, "body": body})
    if new:
        transaction.on_commit(partial(send_waiting_mail, mail.pk), robust=True)


def send_waiting_mail(pk: int | None = None) -> int:
    """Send what waits (or the one letter ``pk``) and return how many went out.

    A mail server that is down never disturbs the act that wrote the letter: the
    error is kept with it, and ``manage.py send_mail`` tries again.
    """
    sent = 0
    waiting = OutgoingMail.objects.filter(sent_at=None, attempts__lt=MAX_ATTEMPTS)
    if pk is not None:
        waiting = waiting.filter(pk=pk)
    for candidate in waiting.values_list("pk", flat=True):
        sent += _send(candidate)
    return sent


def _send(pk: int) -> bool:
    # Counting the attempt first is also the claim: a second process that read the
    # same row updates nothing, so no letter is sent twice at the same time.
    mail = OutgoingMail.objects.get(pk=pk)
    claimed = OutgoingMail.objects.filter(pk=pk, sent_at=None, attempts=mail.attempts).update(
        attempts=mail.attempts + 1
    )
    if not claimed:
        return False
    try:
        send_mail(mail.subject, mail.body, None, [mail.to])
    except OSError as error:
        logger.warning("mail %s was not sent: %s", pk, error)
        OutgoingMail.objects.filter(pk=pk).update(last_error=str(error))
        return False
    # A letter may carry a one-time link: once it is out, only that it was sent is kept.
    OutgoingMail.objects.filter(pk=pk).update(sent_at=timezone.now(), last_error="", body="")
    return True
