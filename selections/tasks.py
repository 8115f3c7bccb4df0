"""The check of entries as a background task.

The stored runs are the truth of what waits, and the claim on each (``selections.checking``) keeps
two processes from doing one; a task only wakes who does them.
"""

from typing import Final

from django_tasks import task

from common.waking import come_back, forget_finished
from selections.checking import next_due, run_waiting_checks

CHECKS: Final = "checks"
"""The alias in ``TASKS``: it runs at once where one process does all, else in a worker."""


@task(backend=CHECKS)
def check_entries() -> None:
    """Do the checks that wait, and come back for what a process has claimed that may have ended."""
    try:
        run_waiting_checks()
    finally:
        due = next_due()
        if due:
            come_back(check_entries, due)
        forget_finished(check_entries)
