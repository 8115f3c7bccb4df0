"""Reads of questions to the innovator. Each says how many SQL queries it makes."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet

from common.models import User
from innovations.models import InnovationPage
from replications.models import Question, Reply
from replications.rules import Deed, ReplyKind, possible_deeds
from units.models import ServiceUnit
from units.queries import can_act_for, desk_units
from units.rules import Act

_SHOWN_ANSWERS = Reply.objects.filter(kind=ReplyKind.ANSWER, hidden_at=None)


@dataclass(frozen=True)
class Thread:
    """A question with its replies, the oldest first, as far as the reader may see them."""

    question: Question
    replies: list[Reply]

    @property
    def answers(self) -> list[Reply]:
        """Return the answers: the marked one first, then the newest."""
        answers = [reply for reply in self.replies if reply.kind == ReplyKind.ANSWER]
        return sorted(answers, key=lambda one: (one.pk != self.question.accepted_id, -one.pk))


def shown_questions(case_id: int) -> QuerySet[Question]:
    """Return the questions about a case that everyone may read, those with an answer first, then the newest."""
    answered = Exists(_SHOWN_ANSWERS.filter(question=OuterRef("pk")))
    found = Question.objects.filter(case=case_id, hidden_at=None).select_related("unit")
    return found.order_by(answered.desc(), "-written_at", "-pk")


def threads(questions: Iterable[Question], *, with_hidden: bool = False) -> list[Thread]:
    """Return questions with their replies: one query besides that of the questions."""
    listed = list(questions)
    found = Reply.objects.filter(question__in=[one.pk for one in listed])
    if not with_hidden:
        found = found.filter(hidden_at=None)
    replies: defaultdict[int, list[Reply]] = defaultdict(list)
    for reply in found:
        replies[reply.question_id].append(reply)
    return [Thread(one, replies[one.pk]) for one in listed]


def answered_questions(page_ids: Collection[int]) -> dict[int, list[Thread]]:
    """Return by case the threads with an answer that everyone may read, for search: two queries.

    Cases without one are left out. Whether a case is public is not asked here.
    """
    answered = Exists(_SHOWN_ANSWERS.filter(question=OuterRef("pk")))
    questions = Question.objects.filter(answered, case__in=page_ids, hidden_at=None)
    found: defaultdict[int, list[Thread]] = defaultdict(list)
    for thread in threads(questions):
        found[thread.question.case_id].append(thread)
    return dict(found)


def deeds_for(user: User | AnonymousUser, question: Question) -> frozenset[Deed]:
    """Return what the person may do in a thread: at most two queries."""
    acts = [act for act in Act if can_act_for(user, question.case.unit, act)]
    asked = desk_units(user).filter(pk=question.unit_id).exists()
    return possible_deeds(acts, of_asking_unit=asked, hidden=question.hidden_at is not None)


def sees_hidden(user: User | AnonymousUser, question: Question) -> bool:
    """Say whether the person sees what is hidden in a thread: at most one query."""
    return can_act_for(user, question.case.unit, Act.ANSWER)


def units_that_may_ask(user: User | AnonymousUser, case: InnovationPage) -> QuerySet[ServiceUnit]:
    """Return the units whose work lies on the person's desk, besides that of the case."""
    return desk_units(user).exclude(pk=case.unit_id).order_by("name")


def questions_waiting(units: QuerySet[ServiceUnit]) -> QuerySet[Question]:
    """Return what waits for an answer of the units, the oldest first."""
    waiting = Question.objects.filter(waiting_since__isnull=False, hidden_at=None, case__live=True)
    return waiting.filter(case__unit__in=units).select_related("case__unit", "unit").order_by("waiting_since")
