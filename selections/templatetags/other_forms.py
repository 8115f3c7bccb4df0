"""The way to other forms from the page of a case: ``{% load other_forms %}{% other_forms_links page %}``."""

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template import Context

from innovations.models import InnovationPage
from selections.other_forms.queries import may_fill

register = template.Library()


@register.inclusion_tag("selections/other_forms/links.html", takes_context=True)
def other_forms_links(context: Context, case: InnovationPage) -> dict[str, Any]:
    """Lead those who write for the unit of the case to the forms that it can fill: at most one query."""
    person = getattr(context.get("request"), "user", None) or AnonymousUser()
    return {"case": case, "offered": case.pk and may_fill(person, case)}
