"""The sender of letters as a background task.

The stored letters are the truth of what waits, and the claim on each (``common.mail``) keeps
it from going out twice; a task only wakes the sender.
"""

from typing import Final

from django_tasks import task

from common.mail import next_due, send_waiting_mail
from common.waking import come_back, forget_finished

MAIL: Final = "mail"
"""The alias in ``TASKS``: it runs at once where one process does all, else in a worker."""


@task(backend=MAIL)
def send_mail() -> None:
    """Send what waits, and come back for what is to be tried again."""
    try:
        send_waiting_mail()
    finally:
        due = next_due()
        if due:
            come_back(send_mail, due)
        forget_finished(send_mail)
