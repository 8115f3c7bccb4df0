"""Numbers, money, percentages and dates as a reader of the active language writes them.

«1.916», «Rp 48 miliar», «turun 97 %», «3 Desember 2018», «April 2024». What is
unknown (None or blank) is «belum diketahui»: never 0 and never an empty place.
Spaces inside a figure do not break.
"""

import datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from django.utils import formats
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

Number = int | float | Decimal

NBSP = "\u00a0"
EN_DASH = "\u2013"

_THOUSAND = 1_000
_MILLION = 1_000_000
_BILLION = 1_000_000_000
_TRILLION = 1_000_000_000_000
_WHOLE_PERCENT_FROM = 10


def unknown() -> str:
    """Return the word for what is not known."""
    return _("not yet known")


def number(value: Number | None, decimals: int = 2) -> str:
    """Return ``value`` with at most ``decimals`` decimals, none of them a trailing zero."""
    if value is None:
        return unknown()
    if isinstance(value, int):  # nothing to round; a page of facets has hundreds of these
        grouped = f"{value:,}"
        return grouped.replace(",", formats.get_format("THOUSAND_SEPARATOR")) if "," in grouped else grouped
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    places = max(0, -int(exact.normalize().as_tuple().exponent))
    return formats.number_format(exact, decimal_pos=places, use_l10n=True, force_grouping=True)


def number_range(value: Number | None, upper: Number | None = None, *, approximate: bool = False) -> str:
    """Return «5–7», or the one number where there is no upper end; «±» marks an approximate figure."""
    text = number(value)
    if value is not None and upper is not None and upper != value:
        text = f"{text}{EN_DASH}{number(upper)}"
    return f"±{NBSP}{text}" if approximate and value is not None else text


def rupiah(amount: int | None) -> str:
    """Return whole rupiah in the largest fitting word («Rp 1,5 juta»), exact below a million."""
    if amount is None:
        return unknown()
    size = abs(amount)
    if size < _MILLION:
        return f"Rp{NBSP}{number(amount)}"
    for unit, word in (
        (_TRILLION, pgettext("amount of money", "trillion")),
        (_BILLION, pgettext("amount of money", "billion")),
        (_MILLION, pgettext("amount of money", "million")),
    ):
        if size >= unit:
            return f"Rp{NBSP}{number(Decimal(amount) / unit)}{NBSP}{word}"
    raise AssertionError(size)


def percent(value: Number | None) -> str:
    """Return «97 %»: whole from 10 up, one decimal below, and never 100 or 0 for what is short of it."""
    if value is None:
        return unknown()
    exact = Decimal(str(value))
    decimals = 0 if abs(exact) >= _WHOLE_PERCENT_FROM else 1
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    if abs(rounded) == 100 and abs(exact) < 100:
        rounded = exact.quantize(Decimal("0.1"), rounding=ROUND_DOWN)
        decimals = 1
    if rounded == 0 and exact != 0:
        rounded, decimals = exact, 3
    return f"{number(rounded, decimals)}{NBSP}%"


def change(value: Number | None) -> str:
    """Return a percentage change in words: «turun 97 %», «naik 18 %», «tetap»."""
    if value is None:
        return unknown()
    if value == 0:
        return _("unchanged")
    size = percent(abs(Decimal(str(value))))
    if value < 0:
        return _("down %(percent)s") % {"percent": size}
    return _("up %(percent)s") % {"percent": size}


def date(value: datetime.date | None) -> str:
    """Return «3 Desember 2018», month spelled out."""
    if value is None:
        return unknown()
    return f"{value.day}{NBSP}{MONTHS[value.month]}{NBSP}{value.year}"


def partial_date(value: str | None) -> str:
    """Return «2018», «April 2024» or «3 Desember 2018» for ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    if not value:
        return unknown()
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return str(parts[0])
    if len(parts) == 2:
        return f"{MONTHS[parts[1]]}{NBSP}{parts[0]}"
    return date(datetime.date(*parts))


def file_size(size: int | None) -> str:
    """Return a size in bytes as «640 B», «35 kB» or «1,2 MB» (powers of a thousand)."""
    if size is None:
        return unknown()
    if size < _THOUSAND:
        return f"{size}{NBSP}B"
    if size < _MILLION:
        return f"{number(Decimal(size) / _THOUSAND, 0)}{NBSP}kB"
    return f"{number(Decimal(size) / _MILLION, 1)}{NBSP}MB"
