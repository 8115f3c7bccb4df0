"""Asking the innovator, answering, marking the answer, hiding what is unfit."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.actions import record_event
from common.models import User
from innovations.models import InnovationPage
from replications.errors import ReplicationError
from replications.models import Question, Reply
from replications.models.questions import Post
from replications.queries import is_public
from replications.question_letters import tell_of_answer, tell_of_follow_up, tell_of_hiding, tell_of_question
from replications.question_queries import deeds_for, units_that_may_ask
from replications.rules import Deed, ReplyKind, waits_since
from units.models import ServiceUnit


@transaction.atomic
def ask(actor: User, case: InnovationPage, unit: ServiceUnit, text: str) -> Question:
    """Ask the unit of a public case something in the name of one's own unit, for everyone to read.

    The same waiting question of the same unit is stored once. Raises PermissionDenied for a unit for
    which the person may not write and for the case's own, ReplicationError for a case that is not
    public and without words.
    """
    if not units_that_may_ask(actor, case).filter(pk=unit.pk).exists():
        raise PermissionDenied
    now = timezone.now()
    if not is_public(case, now):
        raise ReplicationError(_("This innovation is not published, so nothing can be asked about it here."))
    fields = {"case": case, "unit": unit, "text": _in_words(text)}
    same = Question.objects.filter(hidden_at=None, waiting_since__isnull=False, **fields).first()
    if same is not None:
        return same
    question = Question.objects.create(author=actor, written_at=now, waiting_since=now, **fields)
    record_event("question.asked", question, actor=actor, case=case.pk, unit=unit.pk)
    tell_of_question(question)
    return question


@transaction.atomic
def reply(actor: User, question: Question, text: str) -> Reply:
    """Answer for the unit of the case, or ask further for the unit that asked.

    Raises PermissionDenied for others and in a hidden thread, ReplicationError without words.
    """
    held = _hold(question)
    deeds = deeds_for(actor, held)
    if not deeds & {Deed.ANSWER, Deed.FOLLOW_UP}:
        raise PermissionDenied
    kind = ReplyKind.ANSWER if Deed.ANSWER in deeds else ReplyKind.FOLLOW_UP
    fields = {"question": held, "author": actor, "kind": kind, "text": _in_words(text)}
    last = held.replies.filter(hidden_at=None).last()
    if last is not None and all(getattr(last, name) == value for name, value in fields.items()):
        return last
    new = Reply.objects.create(written_at=timezone.now(), **fields)
    _settle(held)
    record_event(f"question.{kind}", held, actor=actor, reply=new.pk)
    if kind is ReplyKind.ANSWER:
        tell_of_answer(new)
    else:
        tell_of_follow_up(new)
    return new


@transaction.atomic
def accept_answer(actor: User, question: Question, answer: Reply) -> Question:
    """Mark an answer as the answer, in place of another that was.

    Raises PermissionDenied for somebody of neither unit, ReplicationError for what is no answer that is shown.
    """
    held = _hold(question)
    if Deed.ACCEPT not in deeds_for(actor, held):
        raise PermissionDenied
    if not held.replies.filter(pk=answer.pk, kind=ReplyKind.ANSWER, hidden_at=None).exists():
        raise ReplicationError(_("Choose one of the answers of the unit that are shown."))
    held.accepted = answer
    held.save()
    record_event("question.accepted", held, actor=actor, reply=answer.pk)
    return held


@transaction.atomic
def hide_post(actor: User, question: Question, reason: str, hidden: Reply | None = None) -> None:
    """Hide a thread, or one reply in it, with a reason that its author reads; once.

    Raises PermissionDenied for somebody who does not answer for the unit of the case, ReplicationError
    without a reason.
    """
    held = _hold(question)
    if Deed.HIDE not in deeds_for(actor, held):
        raise PermissionDenied
    if not reason.strip():
        raise ReplicationError(_("Give the reason: the author reads it."))
    post = _post(held, hidden)
    if post.hidden_at is not None:
        return
    post.hidden_at, post.hidden_by, post.hidden_reason = timezone.now(), actor, reason.strip()
    post.save()
    _settle(held)
    record_event("question.hidden", held, actor=actor, reply=hidden and hidden.pk, reason=post.hidden_reason)
    tell_of_hiding(post, held)


@transaction.atomic
def restore_post(actor: User, question: Question, hidden: Reply | None = None) -> None:
    """Show a hidden thread or reply again. Raises PermissionDenied for others than moderators."""
    held = _hold(question)
    if Deed.RESTORE not in deeds_for(actor, held):
        raise PermissionDenied
    post = _post(held, hidden)
    post.hidden_at, post.hidden_by, post.hidden_reason = None, None, ""
    post.save()
    _settle(held)
    record_event("question.restored", held, actor=actor, reply=hidden and hidden.pk)


def _hold(question: Question) -> Question:
    rows = Question.objects.select_for_update(of=("self",))
    return rows.select_related("case__unit__agency", "unit", "author").get(pk=question.pk)


def _post(held: Question, reply: Reply | None) -> Post:
    return held if reply is None else held.replies.select_related("author").get(pk=reply.pk)


def _settle(held: Question) -> None:
    """Store whose word is next, and that a hidden answer is not the answer."""
    shown = list(held.replies.filter(hidden_at=None))
    held.waiting_since = waits_since(held.written_at, ((ReplyKind(one.kind), one.written_at) for one in shown))
    if held.accepted_id not in {one.pk for one in shown}:
        held.accepted = None
    held.save()


def _in_words(text: str) -> str:
    if not text.strip():
        raise ReplicationError(_("Write your question or answer first."))
    return text.strip()
