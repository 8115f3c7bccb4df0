"""Role models on pages of rooms that do not know of them: units, cases."""

from django import template
from django.utils import timezone

from replications.mentoring_queries import running_role_models
from replications.models import RoleModel
from units.models import ServiceUnit

register = template.Library()


@register.simple_tag
def role_models_of(unit: ServiceUnit) -> list[RoleModel]:
    """Return in which fields the unit is a role model today: one query."""
    return running_role_models([unit.pk], timezone.localdate()).get(unit.pk, [])
