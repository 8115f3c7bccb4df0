"""The indexer as a worker: tasks wake it, the outbox says what waits."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from search import projection, tasks
from search.errors import SearchUnavailable
from search.indexer import MOST_TRIES, drain, rebuild
from search.models import IndexEvent
from search.outbox import try_again
from search.queries import index_status, set_aside
from tests.factories import CaseFactory, MemberFactory, log_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def worker(settings):
    settings.SEARCH_INDEXER = "worker"
    rebuild()


def work() -> None:
    """Run what is due, as the worker would."""
    call_command("db_worker", "--backend", tasks.ALIAS, batch=True, reload=False, startup_delay=False, verbosity=0)


def scheduled() -> list[DBTaskResult]:
    return list(DBTaskResult.objects.filter(status=TaskResultStatus.READY))


def test_publishing_leaves_the_work_to_the_worker(client):
    case = CaseFactory(title="Perahu")
    assert IndexEvent.waiting().exists()
    assert client.get(reverse("api_cases")).json()["total"] == 0
    work()
    assert not IndexEvent.waiting().exists()
    assert [one["name"] for one in client.get(reverse("api_cases")).json()["results"]] == [case.title]
    assert scheduled() == []


def test_while_the_engine_is_down_one_task_waits_to_come_back(monkeypatch):
    CaseFactory(title="Perahu")

    def down():
        raise SearchUnavailable("uji")

    monkeypatch.setattr(tasks, "drain_or_build", down)
    work()
    tasks.index.enqueue()
    tasks.index.call()
    later = scheduled()
    assert len(later) == 2  # the one just asked for, and the one that comes back
    assert max(one.run_after for one in later if one.run_after.year < 9999) > timezone.now()
    monkeypatch.undo()
    DBTaskResult.objects.update(run_after=timezone.now() - timedelta(seconds=1))
    work()
    assert not IndexEvent.waiting().exists()


def test_an_unforeseen_error_brings_the_worker_back_too(monkeypatch):
    def broken():
        raise RuntimeError("uji")

    monkeypatch.setattr(tasks, "drain_or_build", broken)
    tasks.index.enqueue()
    work()
    assert DBTaskResult.objects.failed().count() == 1
    assert len(scheduled()) == 1


def test_finished_tasks_are_forgotten_after_a_day():
    tasks.index.enqueue()
    work()
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=2))
    tasks.index.enqueue()
    work()
    assert DBTaskResult.objects.finished().count() == 1


@pytest.fixture
def poison(monkeypatch):
    """A case that can't be turned into a document, set aside by now."""
    case = CaseFactory(title="Racun")
    whole = projection._document

    def fails(page, *known):
        if page.pk == case.pk:
            raise ValueError("tidak terbaca")
        return whole(page, *known)

    with monkeypatch.context() as broken:
        broken.setattr(projection, "_document", fails)
        for _run in range(MOST_TRIES):
            drain()
    return case


def test_what_waits_and_what_was_set_aside_is_told(client, poison):
    CaseFactory(title="Perahu")
    oldest = IndexEvent.waiting().first().created_at
    status = index_status()
    assert status.waiting == IndexEvent.waiting().count() > 0
    assert status.oldest == oldest
    assert [(one.page, one.error) for one in set_aside()] == [(poison, "ValueError('tidak terbaca')")]
    health = client.get(reverse("health")).json()
    assert health["waiting"] == status.waiting
    assert health["failed"] == status.failed > 0
    assert health["lag_seconds"] >= 0


def test_a_moderator_sees_it_and_tries_again(client, poison):
    log_in(client, MemberFactory(role="moderator").user)
    html = client.get(reverse("search_index:index")).content.decode()
    assert "Racun" in html
    assert "tidak terbaca" in html
    client.post(reverse("search_index:index"))
    work()
    assert set_aside() == []
    assert "Racun" in Client().get(reverse("api_cases")).content.decode()


def test_a_member_of_a_unit_does_not(client, poison):
    log_in(client, MemberFactory(role="head").user)
    assert client.get(reverse("search_index:index")).status_code in {302, 403, 404}
    assert client.post(reverse("search_index:index")).status_code in {302, 403, 404}
    assert len(set_aside()) == 1


def test_an_inline_indexer_tries_again_at_once(settings, poison):
    settings.SEARCH_INDEXER = "inline"
    assert try_again() == 1
    assert index_status().waiting == 0
