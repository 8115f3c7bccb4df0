"""The checkboxes of a facet: ``{% load facets %}``."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from common.formatting import number
from search.facet_view import Option

register = template.Library()


@register.simple_tag
def facet_options(key: str, options: Iterable[Option], counted: str) -> SafeString:
    """Return a list of checkboxes with counts, children under their parents; ``counted`` says what is counted.

    A tag and not an included template: a page of results draws a hundred.
    """
    items = "".join(_item(key, option, escape(counted)) for option in options)
    return mark_safe(f'<ul class="options">{items}</ul>')  # noqa: S308 - every part of an item is escaped


def _item(key: str, option: Option, counted: str) -> str:
    value, checked = escape(option.value), " checked" if option.selected else ""
    children = facet_options(key, option.children, counted) if option.children else ""
    hidden = f'<span class="visually-hidden">{counted} </span>'
    count = "" if option.count is None else f'<span class="count">{hidden}{number(option.count)}</span>'
    return (
        f'<li><label><input type="checkbox" id="{key}-{value}" name="{key}" value="{value}"{checked}>'
        f"<span>{escape(option.label)}</span>{count}</label>{children}</li>"
    )
