"""Entering a case, on its page: ``{% load entering %}{% enter_case page %}``."""

from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from common.models import User
from innovations.models import InnovationPage
from selections.entries.hands import writes_for
from selections.entries.queries import rounds_taking
from selections.models import Entry
from selections.rules.entries import EntryState

register = template.Library()


@register.inclusion_tag("selections/entries/offer.html", takes_context=True)
def enter_case(context: Context, page: InnovationPage) -> dict[str, Any]:
    """Offer to enter a case in the rounds that take it, and lead to the entries that there are.

    For those who write for its unit. Three queries at most.
    """
    person = getattr(context.get("request"), "user", None)
    if not isinstance(person, User) or not writes_for(person, page.unit):
        return {"rounds": []}
    rounds = rounds_taking(page.unit, timezone.now())
    own = Entry.objects.filter(case=page, round__in=rounds).exclude(state=EntryState.WITHDRAWN)
    entered = dict(own.values_list("round", "pk")) if rounds else {}
    offered = [(one, one.rulebook, entered.get(one.pk)) for one in rounds]
    return {"rounds": offered, "case": page.pk, "csrf_token": context.get("csrf_token")}
