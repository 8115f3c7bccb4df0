"""What this room adds to a case page: see ``innovations.added_parts``."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from innovations.case_view import Part
from innovations.models import InnovationPage
from replications.question_queries import Thread, shown_questions, threads

_SHOWN = 3


@dataclass(frozen=True)
class AskedAbout:
    """The first threads about a case, and how many there are in all."""

    threads: list[Thread]
    count: int


def questions_part(page: InnovationPage, now: datetime) -> Part | None:
    """Return «Tanya inovator» for a published case: a query, and two more where somebody asked."""
    if not page.live or page.pk is None:
        return None
    questions = shown_questions(page.pk)
    first = threads(questions[:_SHOWN])
    asked = AskedAbout(first, questions.count() if len(first) == _SHOWN else len(first))
    return Part("tanya", _("Ask the innovator"), "replications/parts/questions.html", asked)
