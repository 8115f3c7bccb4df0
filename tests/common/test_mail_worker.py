"""Where a worker sends: requests wait for no mail server, and a crash loses no letter and sends none twice."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from common.actions import queue_mail
from common.mail import ON_ITS_WAY
from common.models import OutgoingMail
from common.tasks import MAIL, send_mail

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = {"to": "a@contoh.example", "subject": "Perihal", "body": "Isi"}


@pytest.fixture(autouse=True)
def in_a_worker(settings):
    settings.TASKS = {**settings.TASKS, MAIL: settings.IN_A_WORKER}


class Killed(BaseException):
    """A process that ends here: nothing catches it."""


def die(*args, **kwargs):
    raise Killed


def refuse(*args, **kwargs):
    raise ConnectionRefusedError("no mail server")


def work() -> None:
    """Run what is due, as the worker would."""
    call_command("db_worker", "--backend", MAIL, batch=True, reload=False, startup_delay=False, verbosity=0)


def scheduled() -> list[DBTaskResult]:
    return list(DBTaskResult.objects.filter(status=TaskResultStatus.READY))


def let_pass(time: timedelta) -> None:
    """Put what happened that long ago."""
    for row in scheduled():
        DBTaskResult.objects.filter(pk=row.pk).update(run_after=row.run_after - time)
    for letter in OutgoingMail.objects.exclude(tried_at=None):
        OutgoingMail.objects.filter(pk=letter.pk).update(tried_at=letter.tried_at - time)


def test_who_writes_a_letter_never_speaks_to_the_mail_server(monkeypatch):
    with monkeypatch.context() as server:
        server.setattr("common.mail.EmailMessage.send", die)
        queue_mail("k", **LETTER)
    assert mail.outbox == []
    work()
    assert [letter.subject for letter in mail.outbox] == ["Perihal"]
    assert scheduled() == []


def test_one_task_sends_all_that_one_act_writes():
    with transaction.atomic():
        for number in range(3):
            queue_mail(f"k{number}", **LETTER)
        assert scheduled() == [], "the worker would look before the letters are there"
    assert len(scheduled()) == 1
    work()
    assert len(mail.outbox) == 3


def test_an_act_that_fails_leaves_neither_letter_nor_task():
    with transaction.atomic():
        queue_mail("k", **LETTER)
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
    assert scheduled() == []


@pytest.mark.parametrize("finder", ["the next letter", "the next start of the worker", "the sweep"])
def test_a_crash_between_commit_and_task_loses_no_letter(monkeypatch, finder):
    with monkeypatch.context() as crash:
        crash.setattr("common.actions.wake", die)
        with pytest.raises(Killed):
            queue_mail("k", **LETTER)
    assert scheduled() == []
    if finder == "the next letter":
        queue_mail("k2", **{**LETTER, "subject": "Kedua"})
    elif finder == "the next start of the worker":
        send_mail.enqueue()
    else:
        call_command("send_mail")
    work()
    call_command("send_mail")
    assert [letter.subject for letter in mail.outbox].count("Perihal") == 1


def test_a_worker_killed_while_it_sends_sends_once_when_it_is_back(monkeypatch):
    queue_mail("k", **LETTER)
    with monkeypatch.context() as crash:
        crash.setattr("common.mail.EmailMessage.send", die)
        crash.setattr("common.tasks.next_due", die)
        with pytest.raises(Killed):
            send_mail.call()
    send_mail.enqueue()
    work()
    assert mail.outbox == [], "the killed one may have reached the mail server a moment ago"
    let_pass(ON_ITS_WAY)
    work()
    work()
    assert len(mail.outbox) == 1
    assert scheduled() == []


def test_while_the_mail_server_is_down_the_worker_comes_back_by_itself(monkeypatch):
    with monkeypatch.context() as down:
        down.setattr("common.mail.EmailMessage.send", refuse)
        queue_mail("k", **LETTER)
        work()
    assert [one.run_after > timezone.now() for one in scheduled()] == [True]
    let_pass(ON_ITS_WAY)
    work()
    assert len(mail.outbox) == 1
    assert scheduled() == []


def test_a_letter_that_cannot_be_written_holds_up_no_other(monkeypatch):
    def fail_once(message):
        if message.subject == "Racun":
            raise ValueError("no such character")
        mail.outbox.append(message)

    monkeypatch.setattr("common.mail.EmailMessage.send", fail_once)
    with transaction.atomic():
        queue_mail("k1", **{**LETTER, "subject": "Racun"})
        queue_mail("k2", **LETTER)
    work()
    assert [letter.subject for letter in mail.outbox] == ["Perihal"]
