"""Sending the letters that wait. Each is claimed before it is sent, so none goes out twice at a time."""

import logging
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Min, Q, QuerySet
from django.utils import timezone

from common.models import OutgoingMail

logger = logging.getLogger(__name__)

MAX_ATTEMPTS: Final = 8
ON_ITS_WAY: Final = timedelta(minutes=1)
"""Longer than any mail server may take (EMAIL_TIMEOUT)."""

NOBODY: Final = ""
"""Whose letters are stored and thrown away; also to whom a letter was sent, once it is out."""


def send_waiting_mail() -> int:
    """Send what waits and return how many went out.

    A mail server that is down disturbs nobody: the error is kept with the letter, which
    is tried again, each time after twice as long.
    """
    return sum(_send(pk) for pk in _waiting(timezone.now()).values_list("pk", flat=True))


def next_due() -> datetime | None:
    """Return when the next letter that waits is to be tried, or None. 1 SQL query."""
    open_letters = OutgoingMail.objects.filter(sent_at=None, attempts__lt=MAX_ATTEMPTS).order_by()
    first_tries = open_letters.values_list("attempts").annotate(first=Min("tried_at"))
    return min(
        (tried_at + _pause(attempts) if attempts else timezone.now() for attempts, tried_at in first_tries),
        default=None,
    )


def _pause(attempts: int) -> timedelta:
    # A letter that was tried a moment ago may still be on its way to the mail server.
    return ON_ITS_WAY * 2 ** (attempts - 1)


def _waiting(now: datetime) -> QuerySet[OutgoingMail]:
    due = Q(attempts=0)
    for attempts in range(1, MAX_ATTEMPTS):
        due |= Q(attempts=attempts, tried_at__lt=now - _pause(attempts))
    return OutgoingMail.objects.filter(due, sent_at=None)


def _send(pk: int) -> bool:
    # Noting the attempt first is also the claim: a second process that listed the
    # same letter changes no row, so no letter is sent twice at the same time.
    now = timezone.now()
    claimed = _waiting(now).filter(pk=pk).update(attempts=F("attempts") + 1, tried_at=now)
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
    # A letter may carry links that are secrets, and go to a visitor whom the site promised to forget:
    # once it is out, only that it was sent is kept.
    OutgoingMail.objects.filter(pk=pk).update(
        sent_at=timezone.now(), to=NOBODY, last_error="", body="", unsubscribe_url=""
    )
    return True


def _headers(mail: OutgoingMail) -> dict[str, str]:
    # A process that dies between the mail server's answer and the note of it sends once more:
    # mail programs show two letters of one Message-ID as one.
    sender = urlsplit(settings.BASE_URL).hostname
    headers = {"Message-ID": f"<{mail.pk}.{mail.created_at:%Y%m%d%H%M%S}@{sender}>"}
    if mail.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
