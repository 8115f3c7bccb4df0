"""Which of this room's functions listen to which signal."""

from django.db.models.signals import post_migrate, pre_save
from wagtail.admin import signal_handlers as wagtail_letters
from wagtail.models import Revision, TaskState
from wagtail.signals import (
    page_published,
    post_page_move,
    task_approved,
    task_rejected,
    task_submitted,
    workflow_approved,
)

from innovations import letters, pictures
from innovations.contributions import keep_contribution
from innovations.models import InnovationPage
from innovations.places import follow_move
from innovations.reference import load_terms
from innovations.signals import cases_changed


def connect(app: object) -> None:
    """Connect them all; ``app`` is this room's configuration."""
    post_migrate.connect(load_terms, sender=app)
    pre_save.connect(keep_contribution, sender=Revision)
    post_page_move.connect(follow_move)
    page_published.connect(pictures.make_after_publishing, sender=InnovationPage)
    cases_changed.connect(pictures.make_after_import)
    task_submitted.connect(letters.ask_reviewers, sender=TaskState)
    task_approved.connect(letters.tell_approved, sender=TaskState)
    task_rejected.connect(letters.tell_sent_back, sender=TaskState)
    workflow_approved.connect(letters.tell_published)
    _silence_wagtail()


def _silence_wagtail() -> None:
    """Switch off Wagtail's own letters about the same steps: ours name the case, the reason and the way.

    Its app connects them after ours is ready, so they cannot be disconnected here; a
    notifier that handles no class does nothing.
    """
    for notifier in (
        wagtail_letters.workflow_submission_email_notifier,
        wagtail_letters.workflow_approval_email_notifier,
        wagtail_letters.workflow_rejection_email_notifier,
    ):
        notifier.valid_classes = ()
