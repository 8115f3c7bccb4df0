"""The letters about role models and mentoring; in Indonesian, as those of ``letters``."""

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from replications.letters import to_answerers
from replications.models import MentoringPlan, RoleModel
from units.letters import link_to
from units.models import ServiceUnit


def tell_of_naming(role_model: RoleModel) -> None:
    """Tell a unit that it is a role model now."""
    address = link_to("role_model", role_model.pk)
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Role model for %(sector)s: %(unit)s") % {"sector": role_model.sector, "unit": role_model.unit}
        body = _(
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
        subject = _("No longer role model for %(sector)s: %(unit)s") % {
            "sector": role_model.sector,
            "unit": role_model.unit,
        }
        body = _("The network's moderators ended it. The reason: %(reason)s\n%(link)s") % {
            "reason": role_model.withdrawn_reason,
            "link": address,
        }
        to_answerers(role_model.unit, f"role-model-end-{role_model.pk}", subject, body, address)


def tell_of_mentoring(plan: MentoringPlan, unit: ServiceUnit) -> None:
    """Tell a unit that a role model passes its practice on to it."""
    address = link_to("mentoring_plan", plan.pk)
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("%(unit)s learns from %(role_model)s") % {"unit": unit, "role_model": plan.role_model.unit}
        body = _("%(role_model)s, role model for %(sector)s, mentors %(unit)s:\n\n%(goal)s\n\n%(link)s") % {
            "role_model": plan.role_model.unit,
            "sector": plan.role_model.sector,
            "unit": unit,
            "goal": plan.goal,
            "link": address,
        }
        to_answerers(unit, f"mentoring-{plan.pk}-{unit.pk}", subject, body, address)
