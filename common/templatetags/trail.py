"""The way down to a page: ``{% breadcrumb %}`` draws it, ``{% trail page as trail %}`` finds it in the tree."""

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from common.trail import Crumb, trail_to

register = template.Library()


@register.simple_tag(takes_context=True)
def trail(context: Context, page: Page) -> list[Crumb]:
    """Return the places between home and ``page``: one query."""
    return trail_to(page, context.get("request"))


@register.simple_block_tag
def breadcrumb(content: SafeString) -> SafeString:
    """Return the way from the home page on: ``{% breadcrumb %}<li>…</li>{% endbreadcrumb %}``.

    What is between are the places below home, each a list item with a link; the page itself is not among them.
    """
    return format_html(
        '<nav class="breadcrumb" aria-label="{}"><ol class="trail"><li><a href="{}">{}</a></li>{}</ol></nav>',
        _("You are here"),
        reverse("home"),
        _("Home"),
        content,
    )
