"""Icons of the one sprite, ``static/img/icons.svg``."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return an icon by its id in the sprite; it says nothing, so a word stands with it.

    A tag and not an included template, and each made once: a page of hits draws some eighty.
    """
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("img/icons.svg"),
        name,
    )
