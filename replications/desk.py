"""«Unit saya»: what lies on the desk of a person's units."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from common.models import User
from innovations.cards import CaseCard
from innovations.cms.home import CaseLine, case_lines
from innovations.confirmation_queries import overdue_cases
from innovations.models import InnovationPage
from replications.clinic_queries import clinics_near
from replications.desk_parts import DeskPart, desk_parts
from replications.models import Inquiry, Milestone, Question, Registration, Replication
from replications.queries import inquiries_seen_by, milestones_due, waiting_for
from replications.question_queries import questions_waiting
from replications.suggestions import worked_elsewhere
from units.models import ErrorReport, ServiceUnit
from units.queries import desk_units, reports_to_answer

SHOWN = 10
DAYS_AHEAD = 14
CLINIC_DAYS = 30


@dataclass(frozen=True)
class Desk:
    """What waits, the longest waiting first, and the cases of the units with what they lack."""

    units: list[ServiceUnit]
    replications: list[Replication]
    milestones: list[Milestone]
    inquiries: list[Inquiry]
    questions: list[Question]
    unconfirmed: list[InnovationPage]
    reports: list[ErrorReport]
    added: list[DeskPart]
    clinics: list[Registration]
    cases: list[CaseLine]
    worked_elsewhere: list[CaseCard]

    @property
    def is_clear(self) -> bool:
        """Say whether nothing waits."""
        asked = (self.replications, self.milestones, self.inquiries, self.questions)
        return not any((*asked, self.unconfirmed, self.reports, self.added))


def desk_of(user: User, today: datetime.date) -> Desk:
    """Return the desk of the person: nine queries, and those of added parts, cases and what worked elsewhere."""
    units, now = desk_units(user), timezone.now()
    soon = today + datetime.timedelta(days=DAYS_AHEAD)
    return Desk(
        units=list(units.select_related("agency", "page").order_by("name")[:SHOWN]),
        replications=list(waiting_for(units)[:SHOWN]),
        milestones=list(milestones_due(units, soon)[:SHOWN]),
        inquiries=list(inquiries_seen_by(user).filter(answered_at=None, case__unit__in=units)[:SHOWN]),
        questions=list(questions_waiting(units)[:SHOWN]),
        unconfirmed=list(overdue_cases(now).filter(unit__in=units)[:SHOWN]),
        reports=list(reports_to_answer(user).filter(state=ErrorReport.State.OPEN, unit__in=units)[:SHOWN]),
        added=desk_parts(user, now),
        clinics=list(clinics_near(units, now, CLINIC_DAYS)[:SHOWN]),
        cases=case_lines(user),
        worked_elsewhere=worked_elsewhere(units, now),
    )
