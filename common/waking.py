"""Tasks that only wake somebody. What waits is kept elsewhere, so a lost task costs time and nothing more."""

from datetime import datetime, timedelta
from typing import Final

from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult, get_date_max

Waker = Task[[], None]

_KEPT: Final = timedelta(days=1)


def wake(task: Waker) -> None:
    """Have the task run: at once, or soon in a worker; one that waits there does for all. 2 SQL queries.

    To be called after the commit of what waits: the task that is found may run at any moment.
    """
    _unless_waiting(task, until=timezone.now())


def come_back(task: Waker, at: datetime) -> None:
    """Have the task run again at ``at``, where a worker runs it."""
    if task.get_backend().supports_defer:
        _unless_waiting(task.using(run_after=at), until=at)


def forget_finished(task: Waker) -> None:
    """Remove what the tasks of this one's alias left a day ago."""
    old = DBTaskResult.objects.finished().filter(backend_name=task.backend, finished_at__lt=timezone.now() - _KEPT)
    if old.exists():
        old.delete()


def run_worker(task: Waker) -> None:
    """Run the tasks of this one's alias until stopped.

    Looks at once: a worker that was killed may have taken the task that would have seen what waits now.
    """
    task.enqueue()
    call_command("db_worker", "--backend", task.backend, reload=False, startup_delay=False, verbosity=0)


def _unless_waiting(task: Waker, *, until: datetime) -> None:
    in_time = Q(run_after=get_date_max()) | Q(run_after__lte=until)
    waiting = DBTaskResult.objects.filter(in_time, task_path=task.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        task.enqueue()
