"""Made-up questions, role models, mentoring and clinics among the made-up units. Development only.

Days are counted from the day of loading, so that a clinic to come is one to come.
"""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils import timezone

from common.models import User
from innovations.models import InnovationPage
from replications.demo import demo_account, morning_of
from replications.models import Clinic, MentoringPlan, Question, Registration, Reply, RoleModel
from replications.rules import ReplyKind, waits_since
from units.models import ServiceUnit

FILE = Path(__file__).parent / "data" / "demo_mentoring.json"
_HOURS = timedelta(hours=3)


def load_mentoring() -> None:
    """Write it all, unless a made-up unit is a role model already or nobody is there to have written it."""
    author = demo_account("moderator")
    if author is None or RoleModel.objects.filter(unit__example=True).exists():
        return
    data = json.loads(FILE.read_text(encoding="utf-8"))
    role_models = [_role_model(dict(told), author) for told in data["role_models"]]
    plans = [_plan(told, role_models, author) for told in data["plans"]]
    for told in data["clinics"]:
        _clinic(dict(told), plans, author)
    for told in data["questions"]:
        _question(told, author)


def remove_mentoring() -> None:
    """Remove what is of made-up units or about their cases."""
    Question.objects.filter(Q(case__example=True) | Q(unit__example=True)).delete()
    Registration.objects.filter(unit__example=True).delete()
    Clinic.objects.filter(host__example=True).delete()
    MentoringPlan.objects.filter(role_model__unit__example=True).delete()
    RoleModel.objects.filter(unit__example=True).delete()


def _role_model(told: dict[str, Any], author: User) -> RoleModel:
    unit, named_on, ends_on = _unit(told.pop("unit")), _day(told.pop("named")), _day(told.pop("ends"))
    return RoleModel.objects.create(unit=unit, named_on=named_on, ends_on=ends_on, named_by=author, **told)


def _plan(told: dict[str, Any], role_models: list[RoleModel], author: User) -> MentoringPlan:
    plan = MentoringPlan.objects.create(
        role_model=role_models[told["role_model"]],
        goal=told["goal"],
        begins_on=_day(told["begins"]),
        ends_on=_day(told["ends"]),
        written_by=author,
        written_at=_at(told["begins"]),
    )
    plan.units.set(map(_unit, told["units"]))
    plan.cases.set(_cases(told["cases"]))
    return plan


def _clinic(told: dict[str, Any], plans: list[MentoringPlan], author: User) -> None:
    begins, plan, registered, cases = (told.pop(key) for key in ("begins", "plan", "registered", "cases"))
    announced = _at(min(begins, 0) - 40)
    clinic = Clinic.objects.create(
        **told | {"host": _unit(told["host"]), "plan": None if plan is None else plans[plan]},
        begins_at=_at(begins),
        ends_at=_at(begins) + _HOURS,
        created_by=author,
        changed_at=announced,
    )
    clinic.cases.set(_cases(cases))
    for one in registered:
        fields = one | {"unit": _unit(one["unit"])}
        Registration.objects.create(clinic=clinic, registered_by=author, registered_at=announced, **fields)


def _question(told: dict[str, Any], author: User) -> None:
    replies = [(ReplyKind(kind), _at(day), text) for kind, day, text in told["replies"]]
    asked_at = _at(told["day"])
    question = Question.objects.create(
        case=InnovationPage.objects.get(record_id=told["case"]),
        unit=_unit(told["unit"]),
        text=told["text"],
        author=author,
        written_at=asked_at,
        waiting_since=waits_since(asked_at, ((kind, at) for kind, at, _text in replies)),
    )
    written = [
        Reply.objects.create(question=question, kind=kind, author=author, written_at=at, text=text)
        for kind, at, text in replies
    ]
    if told["accepted"] is not None:
        question.accepted = written[told["accepted"]]
        question.save()


def _unit(name: str) -> ServiceUnit:
    return ServiceUnit.objects.get(name=name, example=True)


def _cases(record_ids: list[str]) -> list[InnovationPage]:
    return list(InnovationPage.objects.filter(record_id__in=record_ids))


def _day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def _at(days: int) -> datetime:
    return morning_of(_day(days))
