"""What was done with a mentoring plan, as its page tells it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common.models import Event
from replications.mentoring_forms import MentoringPlanForm
from replications.models import MentoringPlan
from units.models import ServiceUnit

_DONE: Final = {
    "mentoring.planned": _("Planned"),
    "mentoring.changed": _("Changed"),
    "mentoring.learner_added": _("Unit added"),
    "mentoring.learner_removed": _("Unit taken off"),
    "mentoring.closed": _("Closed"),
}


@dataclass(frozen=True)
class PastAct:
    """Something that was done: ``said`` are lines about it, ``who`` is for those who answer for the role model."""

    done: str
    at: datetime
    who: str
    said: list[str]


def history_of(plan: MentoringPlan) -> list[PastAct]:
    """Return what was done with a plan, the first act first: two queries."""
    events = Event.objects.filter(
        object_type=plan._meta.label_lower, object_id=str(plan.pk), verb__in=_DONE
    ).select_related("actor")
    rows = list(events.order_by("pk"))
    units = ServiceUnit.objects.in_bulk([row.data["unit"] for row in rows if "unit" in row.data])
    return [PastAct(str(_DONE[row.verb]), row.at, str(row.actor or ""), _said(row.data, units)) for row in rows]


def _said(data: dict[str, Any], units: dict[int, ServiceUnit]) -> list[str]:
    if "unit" in data:
        return [str(units.get(data["unit"], _("a unit that is gone")))]
    if "reason" in data:
        return [data["reason"]]
    return [_before(name, value) for name, value in data.get("before", {}).items()]


def _before(name: str, value: str) -> str:
    label = MentoringPlanForm.base_fields[name].label
    day = parse_date(value) if name in {"begins_on", "ends_on"} else None
    return str(_("Before, %(field)s: %(value)s") % {"field": label, "value": date_format(day) if day else value})
