"""Storing what a unit answered in a form."""

from collections.abc import Mapping
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction

from common.actions import record_event
from common.models import User
from innovations.models import InnovationPage
from selections.errors import StaleError
from selections.models import FilledAnswer, FilledForm
from units.queries import can_act_for
from units.rules import Act


class Answer(NamedTuple):
    """What was chosen, and a text."""

    choice: str = ""
    text: str = ""


class Form(NamedTuple):
    """Which form, in which year's version."""

    form: FilledForm.Form
    version: str


@transaction.atomic
def fill_form(
    person: User, case: InnovationPage, form: Form, answers: Mapping[str, Answer], *, seen: int
) -> FilledForm:
    """Store the answers by field in place of those before; ``seen`` is the revision that the person saw.

    Raises PermissionDenied for who does not write for the unit of the case, and StaleError
    where somebody else stored answers meanwhile.
    """
    if not can_act_for(person, case.unit, Act.WRITE):
        raise PermissionDenied
    FilledForm.objects.get_or_create(case=case, form=form.form, version=form.version)
    filled = FilledForm.objects.select_for_update().get(case=case, form=form.form, version=form.version)
    if filled.revision != seen:
        raise StaleError(filled.changed_by.get_full_name() if filled.changed_by else "")
    filled.answers.all().delete()
    FilledAnswer.objects.bulk_create(
        FilledAnswer(filled=filled, field=field, choice=answer.choice, text=answer.text)
        for field, answer in answers.items()
        if any(answer)
    )
    filled.revision += 1
    filled.changed_by = person
    filled.save()
    record_event("form.filled", case, actor=person, form=form.form, version=form.version, revision=filled.revision)
    return filled
