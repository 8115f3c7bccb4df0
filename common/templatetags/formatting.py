"""Template filters for ``common.formatting``: ``{% load formatting %}``."""

import datetime

from django import template
from django.utils import timezone

from common import formatting
from common.formatting import Number

register = template.Library()

register.filter("number", formatting.number)
register.filter("rupiah", formatting.rupiah)
register.filter("percent", formatting.percent)
register.filter("change", formatting.change)
register.filter("partial_date", formatting.partial_date)
register.filter("file_size", formatting.file_size)
register.filter("joined", formatting.joined)


@register.filter
def long_date(value: datetime.date | None) -> str:
    """Return the date spelled out; a moment is first moved to the site's time zone."""
    return formatting.date(_local(value))


@register.filter
def ago(value: datetime.date | None) -> str:
    """Return how long ago the date was, as of today."""
    day = _local(value)
    return formatting.unknown() if day is None else formatting.ago(day, timezone.localdate())


@register.simple_tag
def number_range(value: Number | None, upper: Number | None = None, *, approximate: bool = False) -> str:
    """Return a number or a range such as «5–7»."""
    return formatting.number_range(value, upper, approximate=approximate)


def _local(value: datetime.date | None) -> datetime.date | None:
    return timezone.localtime(value).date() if isinstance(value, datetime.datetime) else value
