"""The button «Ikuti» on pages of any room: ``{% load following %}{% follow_button "unit" unit.pk %}``."""

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template import Context

from search.following.queries import is_followed

register = template.Library()


@register.inclusion_tag("search/following/button.html", takes_context=True)
def follow_button(context: Context, kind: str, key: object) -> dict[str, Any]:
    """Offer to follow this, or say that it is followed; nothing for who is not logged in. One query at most."""
    request = context.get("request")
    person = getattr(request, "user", None) or AnonymousUser()
    followed = is_followed(person, kind, str(key))
    return {"kind": kind, "key": key, "offered": person.is_authenticated and key, "followed": followed}
