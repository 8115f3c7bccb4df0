"""The home page of the CMS: what waits for me, then my cases and what they lack."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from common.models import User
from innovations.cms.advice import Advice, advice_for
from innovations.cms.state import CaseState, case_states
from innovations.drafts import latest_drafts
from innovations.models import InnovationPage
from innovations.record import to_record
from innovations.review_queries import open_reviews, sent_back_to
from units.models import ErrorReport, UnitPage
from units.queries import is_moderator, units_of
from units.rules import Act

SHOWN = 12
REVIEWS_SHOWN = 50
LACKS_SHOWN = 3
# In these states nobody can mend what a case lacks, or need not.
_SETTLED = frozenset({"published", "in_review"})


@dataclass(frozen=True)
class CaseLine:
    """One case in the list: its state, and for what is not published what it lacks."""

    page: InnovationPage
    state: CaseState
    advice: Advice | None

    @property
    def lacks(self) -> list[str]:
        """Return the heaviest of what is missing."""
        return [lack.text for lack in self.advice.lacks[:LACKS_SHOWN]] if self.advice else []

    @property
    def more(self) -> int:
        """Return how many other things are missing."""
        return max(0, len(self.advice.lacks) - LACKS_SHOWN) if self.advice else 0


class WaitingPanel(Component):
    """«Waiting for me»: reviews, cases sent back, reports of errors; oldest first."""

    name = "waiting"
    order = 10
    template_name = "innovations/cms/home_waiting.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Add what waits for the person."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        user = parent_context["request"].user
        reviews = open_reviews(user)
        context["reviews"] = reviews[:REVIEWS_SHOWN]
        context["more"] = len(reviews[REVIEWS_SHOWN:])
        context["sent_back"] = sent_back_to(user)
        context["reports"] = _open_reports(user)[:SHOWN]
        return context


class CasesPanel(Component):
    """«My cases»: those of my units, drafts first."""

    name = "cases"
    order = 20
    template_name = "innovations/cms/home_cases.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Add the cases and the units for which the person may write new ones."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        request = parent_context["request"]
        context["cases"] = case_lines(request.user)
        context["places"] = [] if is_moderator(request.user) else _places(request)
        return context


def case_lines(user: User) -> list[CaseLine]:
    """Return the cases of the person's units (a moderator's: those they made), drafts first, then newest change.

    Fourteen queries at most, however many cases.
    """
    cases = _cases_of(user).select_related("unit__agency").order_by("live", "-latest_revision_created_at")
    pages = list(cases[:SHOWN])
    states = case_states(pages)
    writable = [page for page in pages if states[page.pk].code not in _SETTLED]
    advice = {draft.pk: advice_for(to_record(draft)) for draft in latest_drafts(writable)}
    return [CaseLine(page, states[page.pk], advice.get(page.pk)) for page in pages]


def _cases_of(user: User) -> QuerySet[InnovationPage]:
    if is_moderator(user):
        return InnovationPage.objects.filter(owner=user)
    return InnovationPage.objects.filter(unit__in=units_of(user))


def _places(request: HttpRequest) -> list[tuple[UnitPage, str]]:
    pages = UnitPage.objects.filter(unit__in=units_of(request.user)).order_by("title")[:SHOWN]
    return [
        (page, reverse("wagtailadmin_pages:add", args=["innovations", "innovationpage", page.pk])) for page in pages
    ]


def _open_reports(user: User) -> QuerySet[ErrorReport]:
    return ErrorReport.objects.filter(unit__in=units_of(user, Act.ANSWER), state=ErrorReport.State.OPEN).order_by(
        "reported_at"
    )
