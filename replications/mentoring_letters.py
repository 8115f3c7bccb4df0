"""The letters about role models and mentoring; in Indonesian, as those of ``letters``."""

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from replications.letters import to_answerers
from replications.models import MentoringPlan, RoleModel
from units.letters import link_to
from units.models import ServiceUnit


def tell_of_naming(role_model: RoleModel) -> None:
    """Tell a unit that it is a role model now."""
    address = link_to("role_model", role_model.pk)
    with translation.override(settings.LANGUAGE_CODE):
        subject = gettext("Role model for %(sector)s: %(unit)s") % {
            "sector": role_model.sector,
            "unit": role_model.unit,
        }
        body = gettext(
            "%(unit)s is named role model for %(sector)s until %(day)s. Other units may learn from it.\n%(link)s"
        ) % {
            "unit": role_model.unit,
            "sector": role_model.sector,
            "day": date_format(role_model.ends_on),
            "link": address,
        }
        to_answerers(role_model.unit, f"role-model-{role_model.pk}", subject, body, address)


def tell_of_withdrawal(role_model: RoleModel) -> None:
    """Tell a unit that it is no role model any more, and why."""
    address = link_to("role_model", role_model.pk)
    with translation.override(settings.LANGUAGE_CODE):
        subject = gettext("No longer role model for %(sector)s: %(unit)s") % {
            "sector": role_model.sector,
            "unit": role_model.unit,
        }
        body = gettext("The network's moderators ended it. The reason: %(reason)s\n%(link)s") % {
            "reason": role_model.withdrawn_reason,
            "link": address,
        }
        to_answerers(role_model.unit, f"role-model-end-{role_model.pk}", subject, body, address)


def tell_of_mentoring(plan: MentoringPlan, unit: ServiceUnit, adding: int) -> None:
    """Tell a unit that a role model passes its practice on to it; ``adding`` is the number of its event."""
    words = _("%(role_model)s, role model for %(sector)s, mentors %(unit)s:\n\n%(goal)s\n\n%(link)s")
    _tell(plan, unit, f"mentoring-{plan.pk}-{adding}-{unit.pk}", _("%(unit)s learns from %(role_model)s"), words)


def tell_of_plan_change(plan: MentoringPlan, unit: ServiceUnit, change: int) -> None:
    """Tell a unit that learns what the plan says now; ``change`` is the number of its event."""
    words = _("%(role_model)s has changed the mentoring of %(unit)s, %(begins)s to %(ends)s:\n\n%(goal)s\n\n%(link)s")
    _tell(plan, unit, f"mentoring-changed-{plan.pk}-{change}-{unit.pk}", _("Mentoring changed: %(role_model)s"), words)


def tell_of_closing(plan: MentoringPlan, unit: ServiceUnit) -> None:
    """Tell a unit that learned that the mentoring is over, and why."""
    words = _("%(role_model)s has closed the mentoring of %(unit)s:\n\n%(reason)s\n\n%(link)s")
    _tell(plan, unit, f"mentoring-closed-{plan.pk}-{unit.pk}", _("Mentoring closed: %(role_model)s"), words)


def _tell(plan: MentoringPlan, unit: ServiceUnit, key: str, subject: Promise, words: Promise) -> None:
    address = link_to("mentoring_plan", plan.pk)
    with translation.override(settings.LANGUAGE_CODE):
        known = {
            "unit": unit,
            "role_model": plan.role_model.unit,
            "sector": plan.role_model.sector,
            "goal": plan.goal,
            "begins": date_format(plan.begins_on),
            "ends": date_format(plan.ends_on),
            "reason": plan.closed_reason,
            "link": address,
        }
        to_answerers(unit, key, str(subject) % known, str(words) % known, address)
