"""``{% trail page as trail %}``: what the breadcrumb component wants."""

from django import template
from django.template import Context
from wagtail.models import Page

from common.trail import Crumb, trail_to

register = template.Library()


@register.simple_tag(takes_context=True)
def trail(context: Context, page: Page) -> list[Crumb]:
    """Return the places between home and ``page``: one query."""
    return trail_to(page, context.get("request"))
