"""The checkboxes of a facet: ``{% load facets %}``."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from common.formatting import number
from search.facet_view import Option

register = template.Library()

_CHECKED = mark_safe(" checked")
_OPTION = (
    '<li><label><input type="checkbox" id="{key}-{value}" name="{key}" value="{value}"{checked}><span>{label}</span>'
    "{count}</label>{children}</li>"
)
_COUNT = '<span class="count"><span class="visually-hidden">{} </span>{}</span>'


@register.simple_tag
def facet_options(key: str, options: Iterable[Option], counted: str) -> SafeString:
    """Return a list of checkboxes with counts, children under their parents; ``counted`` says what is counted.

    A tag and not an included template: a page of results draws a hundred.
    """
    items = [_option(key, option, counted) for option in options]
    return format_html('<ul class="options">{}</ul>', mark_safe("".join(items)))  # noqa: S308 - every item is escaped


def _option(key: str, option: Option, counted: str) -> SafeString:
    return format_html(
        _OPTION,
        key=key,
        value=option.value,
        checked=_CHECKED if option.selected else "",
        label=option.label,
        count="" if option.count is None else format_html(_COUNT, counted, number(option.count)),
        children=facet_options(key, option.children, counted) if option.children else "",
    )
