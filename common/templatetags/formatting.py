"""Template filters for ``common.formatting``: ``{% load formatting %}``."""

import datetime

from django import template
from django.utils import timezone

from common import formatting

register = template.Library()

register.filter("number", formatting.number)
register.filter("rupiah", formatting.rupiah)
register.filter("partial_date", formatting.partial_date)
register.filter("file_size", formatting.file_size)


@register.filter
def long_date(value: datetime.date | None) -> str:
    """Return the date spelled out; a moment is first moved to the site's time zone."""
    return formatting.date(timezone.localtime(value).date() if isinstance(value, datetime.datetime) else value)
