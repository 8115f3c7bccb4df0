"""A list is frozen beside the request: once for any number of presses, wholly or not at all, and the page says so."""

import datetime
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from selections import actions, runs
from selections.actions import freezes
from selections.errors import SelectionError, StaleError
from selections.models import Freeze, FreezeRun
from selections.rules.phases import Phase, RoundStep
from selections.runs import CLAIM, do_waiting_runs
from selections.tasks import SELECTIONS, do_runs
from tests.factories import log_in
from tests.selections.judging import seats
from tests.selections.published import convene, publish

pytestmark = pytest.mark.django_db

BUTTON = "Bekukan dan umumkan daftar</button>"


@pytest.fixture
def convened(selection_round):
    """A round whose list the panel has agreed on."""
    convene(selection_round)
    return selection_round


@pytest.fixture
def asked(convened, moderator):
    return actions.request_freeze(moderator, convened, seen=convened.version)


def _page(client, selection_round):
    return client.get(f"/seleksi/{selection_round.pk}/").text


def _press(client, selection_round):
    told = {"step": "freeze", "seen": selection_round.version}
    return client.post(f"/seleksi/{selection_round.pk}/langkah/", told, follow=True).text


def _claim_is_over():
    FreezeRun.objects.update(claimed_until=timezone.now() - datetime.timedelta(seconds=1))


@pytest.mark.django_db(transaction=True)
def test_where_a_worker_freezes_two_presses_make_one_list(client, convened, moderator, settings):
    settings.TASKS = {**settings.TASKS, SELECTIONS: settings.IN_A_WORKER}
    log_in(client, moderator)
    for _time in range(2):
        page = _press(client, convened)
    assert not Freeze.objects.exists()
    assert "menunggu giliran" in page
    assert 'hx-trigger="every 3s"' in page
    assert BUTTON not in page
    assert DBTaskResult.objects.filter(task_path=do_runs.module_path, status=TaskResultStatus.READY).count() == 1
    call_command("db_worker", "--backend", SELECTIONS, batch=True, reload=False, startup_delay=False, verbosity=0)
    assert Freeze.objects.count() == 1
    assert "Daftar dibekukan dan diumumkan pada" in _page(client, convened)


@pytest.mark.django_db(transaction=True)
def test_where_one_process_does_all_the_list_is_there_at_once(client, convened, moderator):
    log_in(client, moderator)
    assert "Daftar dibekukan dan diumumkan pada" in _press(client, convened)
    assert Freeze.objects.get().actor == moderator


def test_the_page_says_that_the_list_is_being_made_and_follows_it(client, convened, moderator, asked):
    log_in(client, moderator)
    FreezeRun.objects.update(claimed_until=timezone.now() + CLAIM)
    page = _page(client, convened)
    assert "Daftar sedang disusun dan dibekukan." in page
    assert 'hx-trigger="every 3s"' in page
    assert f'<noscript><p><a href="/seleksi/{convened.pk}/">' in page
    assert BUTTON not in page


def test_what_stands_in_the_way_is_told_at_once(convened, moderator, seated):
    actions.move_across(seated(convened, "panel"), convened.entries.get(number=3), onto=True, reason="Terluar.")
    with pytest.raises(SelectionError, match="Umum"):
        actions.request_freeze(moderator, convened, seen=convened.version)
    assert not FreezeRun.objects.exists()


def test_who_may_ask_and_for_what_was_looked_at(convened, moderator, seated):
    for role in ("evaluator", "panel"):
        with pytest.raises(PermissionDenied):
            actions.request_freeze(seated(convened, role), convened, seen=convened.version)
    with pytest.raises(StaleError):
        actions.request_freeze(moderator, convened, seen=convened.version + 1)


def test_a_freeze_that_an_amendment_overtook_says_so_and_can_be_asked_for_again(client, convened, moderator, asked):
    rules = convened.rules | {"conflicts": {"agency": True, "region": True}}
    amended = actions.amend_rules(moderator, convened, rules, "Juga provinsi sendiri.", seen=convened.version)
    do_waiting_runs()
    asked.refresh_from_db()
    assert (asked.failed, Freeze.objects.count()) == (True, 0)
    assert "sudah mengubahnya" in asked.reason
    again = actions.request_freeze(moderator, amended, seen=amended.version)
    do_waiting_runs()
    again.refresh_from_db()
    assert (again.failed, Freeze.objects.count()) == (False, 1)


def test_a_freeze_that_fails_says_so_and_can_be_asked_for_again(client, convened, moderator, asked, seated):
    actions.move_across(seated(convened, "panel"), convened.entries.get(number=3), onto=True, reason="Terluar.")
    do_waiting_runs()
    log_in(client, moderator)
    page = _page(client, convened)
    assert "Daftar tidak jadi dibekukan" in page
    assert "Umum: daftar kelebihan 1." in page
    assert BUTTON in page
    actions.take_move_back(*_mover(convened))
    with mock.patch.object(freezes, "payload_of", side_effect=ZeroDivisionError):
        actions.request_freeze(moderator, convened, seen=convened.version)
        do_waiting_runs()
    page = _page(client, convened)
    assert "beri tahu operator" in page
    assert BUTTON in page
    actions.request_freeze(moderator, convened, seen=convened.version)
    do_waiting_runs()
    assert Freeze.objects.count() == 1


def _mover(selection_round):
    move = selection_round.entries.get(number=3).moves.get()
    return move.seat.user, move


@pytest.mark.parametrize("where", ["_place", "tell_units", "finish"])
def test_a_worker_that_is_killed_leaves_nothing_and_the_next_one_takes_it_up(convened, asked, where):
    with mock.patch.object(freezes, where, side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        do_waiting_runs()
    convened.refresh_from_db()
    assert (convened.phase, Freeze.objects.count()) == (Phase.PANEL, 0)
    assert do_waiting_runs() == 0, "it may still be at work"
    _claim_is_over()
    assert do_waiting_runs() == 1
    convened.refresh_from_db()
    assert (convened.phase, Freeze.objects.count()) == (Phase.OBJECTION, 1)


def test_a_worker_that_comes_late_takes_back_nothing_of_what_another_has_done(convened, asked):
    def overtaken(run):
        _claim_is_over()
        with mock.patch.dict(runs._WORK, {FreezeRun: freezes.freeze_as_asked}):
            assert do_waiting_runs() == 1
        freezes.freeze_as_asked(run)

    with mock.patch.dict(runs._WORK, {FreezeRun: overtaken}):
        do_waiting_runs()
    asked.refresh_from_db()
    assert (asked.failed, Freeze.objects.count()) == (False, 1)


def test_what_came_of_a_freeze_is_told_until_the_round_goes_on(client, convened, moderator, asked):
    do_waiting_runs()
    log_in(client, moderator)
    convened.refresh_from_db()
    assert "Daftar dibekukan dan diumumkan pada" in _page(client, convened)
    actions.take_on(moderator, convened, RoundStep.REVISE, seen=convened.version, note="Sanggahan.")
    page = _page(client, convened)
    assert "Daftar dibekukan dan diumumkan pada" not in page
    assert BUTTON in page


def test_others_do_not_read_of_it(client, selection_round, moderator):
    publish(selection_round, moderator)
    seats(selection_round, 1, "panel")
    FreezeRun.objects.create(round=selection_round, asked_by=moderator, seen=0)
    assert "menunggu giliran" not in _page(client, selection_round)
