"""The letters of review, to who must judge and to who waits for the judgement, and of confirmation."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from common.actions import notify
from common.models import User
from innovations.confirmation_queries import Reminder
from innovations.models import InnovationPage, ReviewTask
from innovations.review_queries import reviewers
from units.letters import link_to


class Letter(NamedTuple):
    """What a person is told, and the page on which to go on."""

    subject: str
    body: str
    address: str


def ask_reviewers(sender: Any, instance: TaskState, user: User | None = None, **kwargs: Any) -> None:
    """Ask who may take the step (signal: task_submitted)."""
    page = _case(instance.workflow_state)
    if page is None:
        return
    address = link_to("case_review", page.pk, instance.pk)
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Waiting for you: %(case)s") % {"case": page.draft_title}
        body = _(
            "%(author)s of %(unit)s submitted the case “%(case)s”. Step: %(step)s.\n\n"
            "Read it, then approve it or send it back with a reason:\n%(link)s"
        ) % {
            "author": instance.workflow_state.requested_by or page.unit,
            "unit": page.unit,
            "case": page.draft_title,
            "step": instance.task.name,
            "link": address,
        }
        people = reviewers(instance.task.specific.step, [page])[page.pk]
        _send("asked", instance, people, user, Letter(subject, body, address))


def tell_sent_back(sender: Any, instance: TaskState, user: User | None = None, **kwargs: Any) -> None:
    """Tell the author what is to be mended (signal: task_rejected)."""
    page = _case(instance.workflow_state)
    if page is None:
        return
    address = link_to("wagtailadmin_pages:edit", page.pk)
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Sent back: %(case)s") % {"case": page.draft_title}
        body = _(
            "%(reviewer)s sent the case “%(case)s” back. What is to be mended:\n\n%(reason)s\n\n"
            "Change the text and submit it again:\n%(link)s"
        ) % {
            "reviewer": user or instance.task.name,
            "case": page.draft_title,
            "reason": instance.comment,
            "link": address,
        }
        _send("sent-back", instance, _authors(page, instance.workflow_state), user, Letter(subject, body, address))


def tell_approved(sender: Any, instance: TaskState, user: User | None = None, **kwargs: Any) -> None:
    """Tell the author that the unit's verifier has approved (signal: task_approved)."""
    page = _case(instance.workflow_state)
    if page is None or instance.task.specific.step != ReviewTask.Step.UNIT:
        return
    address = link_to("wagtailadmin_pages:edit", page.pk)
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Approved in your unit: %(case)s") % {"case": page.draft_title}
        body = _(
            "%(reviewer)s approved the case “%(case)s”. It now waits for a network moderator.\n\n"
            "State and history:\n%(link)s"
        ) % {
            "reviewer": user or instance.task.name,
            "case": page.draft_title,
            "link": address,
        }
        _send("approved", instance, _authors(page, instance.workflow_state), user, Letter(subject, body, address))


def tell_published(sender: Any, instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    """Tell the author that everyone can read the case (signal: workflow_approved)."""
    page = _case(instance)
    if page is None:
        return
    address = settings.BASE_URL.rstrip("/") + (page.url or "")
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Published: %(case)s") % {"case": page.title}
        body = _("The case “%(case)s” is published. Everyone can read and find it now:\n%(link)s") % {
            "case": page.title,
            "link": address,
        }
        _send("published", instance, _authors(page, instance), user, Letter(subject, body, address))


def ask_to_confirm(person: User, reminders: Sequence[Reminder], today: date) -> None:
    """Ask a person to say of each of these cases whether it still runs."""
    with translation.override(settings.LANGUAGE_CODE):
        first = reminders[0].case
        subject, address = _("Does it still run? %(case)s") % {"case": first.title}, link_to("confirm_case", first.pk)
        if len(reminders) > 1:
            address = link_to("desk")
            subject = _("Do they still run? %(count)s innovations of your unit") % {"count": len(reminders)}
        lines = (
            _("%(case)s (%(unit)s), to be confirmed by %(until)s:\n%(link)s")
            % {
                "case": one.case.title,
                "unit": one.case.unit,
                "until": date_format(one.until, "DATE_FORMAT"),
                "link": link_to("confirm_case", one.case.pk),
            }
            for one in reminders
        )
        body = "\n\n".join(
            (
                _("Once a year a unit confirms what it published, so that others can rely on it. One click is enough."),
                *lines,
                _("A case that nobody confirms is marked so, and stands further down in the search."),
            )
        )
        notify(person, f"confirm-{today}-{person.pk}-{first.pk}", subject=subject, body=body, address=address)


def _case(state: WorkflowState) -> InnovationPage | None:
    return InnovationPage.objects.select_related("unit", "owner").filter(pk=state.object_id).first()


def _authors(page: InnovationPage, state: WorkflowState) -> list[User]:
    return [person for person in dict.fromkeys((state.requested_by, page.owner)) if person is not None]


def _send(
    key: str, state: TaskState | WorkflowState, people: Iterable[User], actor: User | None, letter: Letter
) -> None:
    for person in people:
        if person.is_active and person != actor:
            notify(person, f"review-{key}-{state.pk}-{person.pk}", **letter._asdict())
