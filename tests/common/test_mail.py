"""Letters are stored with the act, sent once, and survive a mail server that is down."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from common.actions import queue_mail
from common.mail import MAX_ATTEMPTS, NOBODY, ON_ITS_WAY, send_waiting_mail
from common.models import OutgoingMail

pytestmark = pytest.mark.django_db

LETTER = {"to": "a@contoh.example", "subject": "Perihal", "body": "Isi"}


def test_a_letter_goes_out_after_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        queue_mail("k1", **LETTER)
        assert mail.outbox == []
    assert [(m.to, m.subject) for m in mail.outbox] == [(["a@contoh.example"], "Perihal")]
    assert OutgoingMail.objects.get().sent_at


def test_letters_of_one_message_carry_one_id(monkeypatch):
    """A mail program so shows as one what a process that died at the wrong moment sends again."""
    OutgoingMail.objects.create(key="k", **LETTER)
    send_waiting_mail()
    OutgoingMail.objects.update(sent_at=None, to=LETTER["to"], tried_at=timezone.now() - ON_ITS_WAY)
    send_waiting_mail()
    assert len({letter.message()["Message-ID"] for letter in mail.outbox}) == 1
    assert len(mail.outbox) == 2


def test_a_letter_to_nobody_is_thrown_away(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        queue_mail("k1", **{**LETTER, "to": NOBODY})
    assert mail.outbox == []
    assert not OutgoingMail.objects.exists()


def test_neither_text_nor_address_of_a_letter_is_kept_once_it_is_sent(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        queue_mail("k1", **LETTER)
    assert mail.outbox[0].body == "Isi"
    kept = OutgoingMail.objects.get()
    assert (kept.to, kept.body) == ("", "")


def test_the_same_letter_goes_out_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        queue_mail("k1", **LETTER)
        queue_mail("k1", **LETTER)
    assert send_waiting_mail() == 0
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_down_is_tried_again(monkeypatch, django_capture_on_commit_callbacks):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError("no mail server")

    with monkeypatch.context() as patched:
        patched.setattr("common.mail.EmailMessage.send", refuse)
        with django_capture_on_commit_callbacks(execute=True):
            queue_mail("k1", **LETTER)
    waiting = OutgoingMail.objects.get()
    assert (waiting.sent_at, waiting.last_error) == (None, "no mail server")
    assert send_waiting_mail() == 0, "it may still be on its way"
    OutgoingMail.objects.update(tried_at=timezone.now() - ON_ITS_WAY)
    assert send_waiting_mail() == 1
    assert len(mail.outbox) == 1


def test_a_letter_on_its_way_is_not_sent_again_by_a_second_run(monkeypatch):
    OutgoingMail.objects.create(key="k", **LETTER)
    sent = []

    def send_while_another_run_begins(*args, **kwargs):
        sent.append(args)
        assert send_waiting_mail() == 0

    monkeypatch.setattr("common.mail.EmailMessage.send", send_while_another_run_begins)
    assert send_waiting_mail() == 1
    assert len(sent) == 1


@pytest.mark.parametrize(
    ("attempts", "minutes", "sent"),
    [(1, 1, 1), (2, 1, 0), (2, 2, 1), (7, 63, 0), (7, 64, 1), (MAX_ATTEMPTS, 60 * 24 * 365, 0)],
)
def test_a_letter_that_does_not_go_waits_twice_as_long_each_time_and_is_given_up(attempts, minutes, sent):
    tried_at = timezone.now() - timedelta(minutes=minutes)
    OutgoingMail.objects.create(key="k", attempts=attempts, tried_at=tried_at, **LETTER)
    assert send_waiting_mail() == sent


def test_a_letter_that_cannot_be_written_at_all_does_not_disturb_the_act(
    monkeypatch, django_capture_on_commit_callbacks
):
    def fail(*args, **kwargs):
        raise RuntimeError("no such character set")

    monkeypatch.setattr("common.mail.EmailMessage.send", fail)
    with django_capture_on_commit_callbacks(execute=True):
        queue_mail("k1", **LETTER)
    assert OutgoingMail.objects.get().sent_at is None
