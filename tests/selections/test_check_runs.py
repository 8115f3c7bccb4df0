"""The check of a round's entries runs beside the request, once at a time, and undoes nobody's work."""

import datetime
from unittest import mock

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from selections.actions import request_check, save_answers
from selections.checks import checking
from selections.models import CheckFinding, CheckRun
from selections.rules.entries import EntryStep
from selections.rules.phases import Phase
from selections.runs import CLAIM, FAILURES_TOLD, do_waiting_runs
from selections.tasks import SELECTIONS, do_runs
from tests.factories import log_in
from tests.selections.entering import check_round, entrant, took

pytestmark = pytest.mark.django_db


@pytest.fixture
def one():
    return entrant(started_on="2020")


@pytest.fixture
def closed(one, selection_round):
    """A round with two entries that wait for a decision."""
    one.submitted(selection_round)
    entrant(title="Lain", started_on="2020").submitted(selection_round)
    selection_round.phase = Phase.CHECK
    selection_round.save()
    return selection_round


@pytest.fixture
def mending(one, closed, moderator):
    """An entry that its unit mends."""
    return took(moderator, closed.entries.get(unit=one.unit), EntryStep.ASK_TO_MEND)


def _written(one, entry):
    return save_answers(one.writer, entry, {"ide": "Perahu " * 120}, entry.category, seen=entry.version)


def _words(entry):
    return entry.findings.get(check_code="words").found


def test_a_second_press_finds_the_check_that_waits_and_a_later_one_begins_another(closed, moderator):
    first, second = (request_check(moderator, closed) for _press in range(2))
    assert first == second
    assert do_waiting_runs() == 1
    assert do_waiting_runs() == 0
    assert check_round(moderator, closed) != first


def test_an_entry_that_changes_while_texts_are_compared_keeps_what_was_found(one, closed, mending, moderator):
    check_round(moderator, closed)
    known = checking.known_entries

    def meanwhile(*args):
        _written(one, mending)
        return known(*args)

    CheckFinding.objects.update(found="unknown")
    with mock.patch.object(checking, "known_entries", meanwhile):
        run = check_round(moderator, closed)
    assert (run.checked, run.total, run.failed) == (1, 2, False)
    other = closed.entries.exclude(pk=mending.pk).get()
    assert (_words(mending), _words(other)) == ("unknown", "pass")
    assert check_round(moderator, closed).checked == 2
    assert _words(mending) == "fail"


def test_what_was_mended_is_checked_anew_and_nothing_else(one, closed, mending, moderator):
    check_round(moderator, closed)
    CheckFinding.objects.update(found="unknown")
    took(one.writer, _written(one, mending), EntryStep.MEND)
    assert do_waiting_runs() == 1
    assert _words(mending) == "fail"
    assert _words(closed.entries.exclude(pk=mending.pk).get()) == "unknown"
    assert closed.checkruns.filter(entry=None).count() == 1


def test_a_check_whose_process_ended_is_begun_again_when_its_claim_is_over(closed, moderator):
    run = request_check(moderator, closed)
    with mock.patch.object(checking, "known_entries", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        do_waiting_runs()
    run.refresh_from_db()
    assert run.is_running(timezone.now())
    assert do_waiting_runs() == 0, "it may still be at work"
    CheckRun.objects.update(claimed_until=timezone.now() - datetime.timedelta(seconds=1))
    run.refresh_from_db()
    assert not run.is_running(timezone.now())
    assert do_waiting_runs() == 1
    run.refresh_from_db()
    assert (run.checked, run.total) == (2, 2)


def test_a_check_that_fails_says_so_and_can_be_asked_for_again(client, closed, moderator):
    with mock.patch.object(checking, "known_entries", side_effect=ZeroDivisionError):
        assert check_round(moderator, closed).failed
    log_in(client, moderator)
    assert "Pemeriksaan terhenti" in client.get(f"/seleksi/{closed.pk}/proposal/").text
    assert not check_round(moderator, closed).failed


def test_the_page_says_that_it_runs_and_offers_no_second_one(client, closed, moderator):
    log_in(client, moderator)
    run = request_check(moderator, closed)
    assert "menunggu giliran" in client.get(f"/seleksi/{closed.pk}/proposal/").text
    CheckRun.objects.filter(pk=run.pk).update(claimed_until=timezone.now() + CLAIM, total=2, checked=1)
    page = client.get(f"/seleksi/{closed.pk}/proposal/").text
    assert "1 dari 2 proposal sudah diperiksa." in page
    assert "Periksa semua" not in page


@pytest.mark.django_db(transaction=True)
def test_where_a_worker_checks_the_request_waits_for_nothing(client, closed, moderator, settings):
    settings.TASKS = {**settings.TASKS, SELECTIONS: settings.IN_A_WORKER}
    log_in(client, moderator)
    for _press in range(2):
        client.post(f"/seleksi/{closed.pk}/proposal/periksa/")
    assert not CheckFinding.objects.exists()
    assert DBTaskResult.objects.filter(task_path=do_runs.module_path, status=TaskResultStatus.READY).count() == 1
    call_command("db_worker", "--backend", SELECTIONS, batch=True, reload=False, startup_delay=False, verbosity=0)
    assert closed.checkruns.get().checked == 2


def test_the_command_does_what_waits(closed, moderator, capsys):
    request_check(moderator, closed)
    call_command("selection_runs")
    assert "1 pemeriksaan dan pembekuan selesai." in capsys.readouterr().out


def test_the_health_page_tells_of_runs_on_which_nobody_works_and_that_broke(client, closed, moderator):
    def told():
        return client.get("/sehat/").json()["selections"]

    assert told() == {"waiting": 0, "lag_seconds": 0, "failed": 0}
    request_check(moderator, closed)
    CheckRun.objects.update(asked_at=timezone.now() - datetime.timedelta(hours=1))
    assert told()["waiting"] == 1
    assert told()["lag_seconds"] >= 3600
    CheckRun.objects.update(claimed_until=timezone.now() + CLAIM)
    assert told() == {"waiting": 0, "lag_seconds": 0, "failed": 0}, "somebody works on it"
    CheckRun.objects.update(claimed_until=timezone.now() - datetime.timedelta(seconds=1))
    assert told()["waiting"] == 1, "its process has ended"

    with mock.patch.object(checking, "known_entries", side_effect=ZeroDivisionError):
        do_waiting_runs()
    assert told() == {"waiting": 0, "lag_seconds": 0, "failed": 1}
    CheckRun.objects.update(reason="Putaran tidak punya waktu penutupan.")
    assert told()["failed"] == 0, "the secretariat reads what to put right"
    CheckRun.objects.update(reason="")
    check_round(moderator, closed)
    assert told()["failed"] == 0, "it was done since"
    CheckRun.objects.exclude(failed=True).delete()
    CheckRun.objects.update(finished_at=timezone.now() - FAILURES_TOLD - datetime.timedelta(seconds=1))
    assert told()["failed"] == 0, "nobody waits for it any more"
