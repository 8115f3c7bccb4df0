"""Checks of entries and freezes of lists as a background task.

The stored runs are the truth of what waits, and the claim on each (``selections.runs``) keeps two
processes from doing one; a task only wakes who does them.
"""

from typing import Final

from django_tasks import task

from common.waking import come_back, forget_finished
from selections.runs import do_waiting_runs, next_due

SELECTIONS: Final = "selections"
"""The alias in ``TASKS``: it runs at once where one process does all, else in a worker."""


@task(backend=SELECTIONS)
def do_runs() -> None:
    """Do the runs that wait, and come back for what a process has claimed that may have ended."""
    try:
        do_waiting_runs()
    finally:
        due = next_due()
        if due:
            come_back(do_runs, due)
        forget_finished(do_runs)
