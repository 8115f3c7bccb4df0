"""Reads of forms that units fill for their cases."""

from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404

from common.models import User
from innovations.models import InnovationPage
from selections.models import FilledForm
from selections.other_forms.actions import Answer, Form
from units.queries import can_act_for
from units.rules import Act


class Filled(NamedTuple):
    """The answers by field, and the revision that they are; zero where nothing is stored."""

    answers: dict[str, Answer]
    revision: int
    form: FilledForm | None


def may_fill(person: User | AnonymousUser, case: InnovationPage) -> bool:
    """Say whether the person fills forms for the case: at most one query."""
    return can_act_for(person, case.unit, Act.WRITE)


def case_to_fill(person: User | AnonymousUser, pk: int) -> InnovationPage:
    """Return a case, published or not, for which the person fills forms: three queries at most.

    Of one that was never published it is the newest text. Raises Http404 for others: that there is a draft
    is not told.
    """
    case: InnovationPage = get_object_or_404(InnovationPage.objects.select_related("unit__region"), pk=pk)
    if not may_fill(person, case):
        raise Http404
    newest: InnovationPage = case if case.live else case.get_latest_revision_as_object()
    return newest


def filled_form(case: InnovationPage, form: Form) -> Filled:
    """Return what was answered: two queries."""
    found = FilledForm.objects.filter(case=case.pk, form=form.form, version=form.version).first()
    if found is None:
        return Filled({}, 0, None)
    return Filled({one.field: Answer(one.choice, one.text) for one in found.answers.all()}, found.revision, found)
