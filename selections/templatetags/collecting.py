"""Keeping cases, on pages of any room: ``{% load collecting %}{% collect_button page.pk %}``."""

from typing import Any

from django import template
from django.template import Context

from common.models import User
from selections.collecting.queries import items_with, own_collections

register = template.Library()


@register.inclusion_tag("selections/collections/button.html", takes_context=True)
def collect_button(context: Context, case: int) -> dict[str, Any]:
    """Offer to keep a case, and say where it is kept; nothing for who is not logged in. Two queries at most."""
    person = getattr(context.get("request"), "user", None)
    if not isinstance(person, User):
        return {"offered": False}
    kept = list(items_with(person, case))
    others = own_collections(person).exclude(pk__in=[item.collection_id for item in kept])
    return {"offered": True, "case": case, "kept": kept, "others": others, "csrf_token": context.get("csrf_token")}
