"""What a cell means. Forgiving where only one meaning is possible; never guesses."""

import datetime
import math
import re
from collections.abc import Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from common import partial_dates

# As Indonesian writes numbers: dots between thousands, a comma before decimals.
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|[+-]?\d{1,3}\.\d{3},\d+|[+-]?\d+,(?!\d{3}$)\d+")
_PLAIN = re.compile(r"[+-]?\d+(?:\.(?!\d{3}$)\d+)?")
_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb", "pebruari"),
    ("maret", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov", "nopember"),
    ("desember", "december", "des", "dec"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_WRITTEN_DATE = re.compile(r"(?:(\d{1,2}) )?([a-z]+)\.? (\d{4})")
_SLASH_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YES = {"ya", "yes", "y", "true", "benar", "1"}
_NO = {"tidak", "no", "t", "n", "false", "salah", "0"}
FIRST_YEAR, LAST_YEAR = 1900, 2100
_MONTHS_A_YEAR = 12


class CellError(ValueError):
    """The cell cannot be read; the message says why, in the reader's language."""


def text(value: Any) -> str:
    """Return a cell as text; a whole number without a decimal point."""
    if isinstance(value, bool):
        raise CellError(_("This is a yes/no cell; text belongs here."))
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        raise CellError(_("The spreadsheet made a date of this. Format the cell as text and type it again."))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").strip()


def number(value: Any, number_format: str = "") -> int | float | Decimal:
    """Return a number. «48.000.000» and «94,53» have one meaning only, «1.916» has two and is refused."""
    if isinstance(value, bool | datetime.date | datetime.time | datetime.timedelta):
        raise CellError(_("This is no number."))
    if isinstance(value, int | float) and math.isfinite(value):
        shown = Decimal(str(value)) * (100 if "%" in number_format else 1)
        return int(shown) if shown == shown.to_integral_value() else float(round(shown, 9))
    words = re.sub(r"^rp\.?\s*", "", str(value).strip().casefold()).replace("\u00a0", "")
    plain = words.removesuffix("%").strip()
    if _PLAIN.fullmatch(plain):
        return Decimal(plain)
    if _GROUPED.fullmatch(plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    raise CellError(_("This is no number, or one that can be read in two ways. Type digits only."))


def date(value: Any, number_format: str = "") -> str:
    """Return a partial date. A date cell counts as precisely as it is shown; 05/06/2019 is refused."""
    if isinstance(value, datetime.datetime | datetime.date):
        return _shown_date(value, number_format)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if float(value).is_integer() and FIRST_YEAR <= value <= LAST_YEAR:
            return str(int(value))
        raise CellError(_("This number is no year. Write 2019, 2019-06 or 2019-06-27."))
    words = " ".join(str(value).split()).casefold()
    for candidate in (words, _written_date(words), _slash_date(words)):
        try:
            partial_dates.parse(candidate)
        except ValueError:
            continue
        return candidate
    raise CellError(_("This is no date, or one that can be read in two ways. Write 2019, 2019-06 or 2019-06-27."))


def yes_no(value: Any) -> bool:
    """Return yes as true and no as false."""
    if isinstance(value, bool):
        return value
    word = str(value).strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellError(_("Write yes or no."))


def code(value: Any, codes: Mapping[str, str], *, region: bool = False) -> str:
    """Return the code that a word stands for: the code itself or its label in either language.

    A region code that the spreadsheet made a number of (16.1) is read with its two decimals (16.10).
    """
    if region and isinstance(value, int | float) and not isinstance(value, bool):
        value = f"{value:.2f}" if not float(value).is_integer() else f"{int(value):02d}"
    word = " ".join(text(value).split()).casefold()
    if word in codes:
        return codes[word]
    message = _("“%(value)s” is not in the list.") % {"value": text(value)}
    if near := get_close_matches(word, list(codes), 1):
        message += " " + _("Did you mean “%(near)s”?") % {"near": near[0]}
    raise CellError(message)


def codes(value: Any, known: Mapping[str, str]) -> list[str]:
    """Return the codes that the words of a cell stand for; the error tells of all that stand for none."""
    found, messages = [], []
    for word in words(value):
        try:
            found.append(code(word, known))
        except CellError as error:
            messages.append(str(error))
    if messages:
        raise CellError(" ".join(messages))
    return found


def words(value: Any) -> list[str]:
    """Return what stands between semicolons or line ends."""
    return [word for word in (part.strip() for part in re.split(r"[;\n]", text(value))) if word]


def _shown_date(value: datetime.date, number_format: str) -> str:
    shown = re.sub(r'\[[^\]]*\]|"[^"]*"|\\.', "", number_format.casefold())
    if "d" in shown or "y" not in shown:
        return value.strftime("%Y-%m-%d")
    return value.strftime("%Y-%m") if "m" in shown else value.strftime("%Y")


def _written_date(words_: str) -> str:
    match = _WRITTEN_DATE.fullmatch(words_)
    if match is None or match[2] not in _MONTH:
        return ""
    day = f"-{int(match[1]):02d}" if match[1] else ""
    return f"{match[3]}-{_MONTH[match[2]]:02d}{day}"


def _slash_date(words_: str) -> str:
    """Return 27/6/2019 as a date; where the first number could be the month as well, nothing."""
    match = _SLASH_DATE.fullmatch(words_)
    if match is None:
        return ""
    day, month = int(match[1]), int(match[2])
    if day <= _MONTHS_A_YEAR and day != month:
        return ""
    return f"{match[3]}-{month:02d}-{day:02d}"
