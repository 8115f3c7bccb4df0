"""What each kind of value in a case record must be. Each kind cleans a value or notes a fault.

``clean`` gets a value that is not null and returns what is kept of it; None where
it is blank or faulty, and then every fault has been noted.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator, URLValidator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import partial_dates
from innovations import rules
from innovations.importing.problems import Faults, shown
from innovations.models.case import RECORD_ID as CASE_RECORD_ID

MOST_ITEMS = 500
FEW_CODES = 12  # as many are listed when a code is wrong


class Kind(Protocol):
    """A kind of value."""

    def clean(self, value: Any, key: str, faults: Faults) -> Any:
        """Return what is kept of ``value``, noting what is wrong with it."""


def wrong_type(value: Any, wanted: str | Promise, key: str, faults: Faults) -> None:
    """Note that the value is of another kind than is wanted."""
    faults.add(key, value, _("This must be %(wanted)s, not %(given)s.") % {"wanted": wanted, "given": _name(value)})


def _name(value: Any) -> str | Promise:
    """Return what JSON calls a value. True and false are no numbers."""
    names: tuple[tuple[type | tuple[type, ...], str | Promise], ...] = (
        (bool, gettext_lazy("true or false")),
        ((int, float, Decimal), gettext_lazy("a number")),
        (str, gettext_lazy("text")),
        (list, gettext_lazy("a list")),
        (dict, gettext_lazy("an object")),
    )
    return next((name for kinds, name in names if isinstance(value, kinds)), gettext_lazy("nothing"))


@dataclass(frozen=True)
class Text:
    """Plain text; ``lines`` allows more than one line."""

    limit: int = rules.LONGEST_TEXT
    lines: bool = False

    def clean(self, value: Any, key: str, faults: Faults) -> str | None:
        """Return the text without blanks around it."""
        if not isinstance(value, str):
            wrong_type(value, _("text"), key, faults)
            return None
        text = value.strip()
        if message := self._fault(text):
            faults.add(key, value, message)
            return None
        return text or None

    def _fault(self, text: str) -> str:
        if rules.UNSHOWABLE.search(text):
            return _("This text holds a character that cannot be shown. Type the text again.")
        if not self.lines and "\n" in text:
            return _("This text must be one line.")
        if len(text) > self.limit:
            message = _("This text has %(length)s characters; at most %(limit)s are allowed.")
            return message % {"length": len(text), "limit": self.limit}
        if tags := rules.html_tags(text):
            return _("Remove the tag %(tag)s: texts are plain.") % {"tag": tags[0]}
        return ""


@dataclass(frozen=True)
class Checked:
    """Text of one line that a function accepts by raising nothing (ValueError or ValidationError)."""

    accept: Callable[[str], Any]
    message: str | Promise
    limit: int = 500

    def clean(self, value: Any, key: str, faults: Faults) -> str | None:
        """Return the text."""
        text = Text(self.limit).clean(value, key, faults)
        if text is None:
            return None
        try:
            self.accept(text)
        except (ValueError, ValidationError):
            faults.add(key, value, str(self.message))
            return None
        return text


RECORD_ID = Checked(CASE_RECORD_ID, CASE_RECORD_ID.message)
DATE = Checked(
    partial_dates.parse, gettext_lazy("This is no date. Write a year (2019), a month (2019-06) or a day (2019-06-27).")
)
URL = Checked(
    URLValidator(schemes=["http", "https"]), gettext_lazy("This is no address that starts with http:// or https://.")
)
HTTPS_URL = Checked(URLValidator(schemes=["https"]), gettext_lazy("This is no address that starts with https://."))
EMAIL = Checked(EmailValidator(), gettext_lazy("This is no e-mail address."), limit=254)
SHA256 = Checked(RegexValidator(r"\A[0-9a-f]{64}\Z"), gettext_lazy("This is no SHA-256: 64 digits 0–9 and a–f."))


NOT_IN_LIST = gettext_lazy("“%(value)s” is not a code of this list.")


@dataclass(frozen=True)
class Code:
    """A code of a closed list."""

    codes: Container[str]
    message: str | Promise = NOT_IN_LIST

    def clean(self, value: Any, key: str, faults: Faults) -> str | None:
        """Return the code."""
        text = Text(80).clean(value, key, faults)
        if text is None or text in self.codes:
            return text
        message = str(self.message) % {"value": shown(text)}
        codes = list(self.codes) if isinstance(self.codes, Iterable) else []
        if near := get_close_matches(text, codes, 1):
            message += " " + _("Did you mean “%(near)s”?") % {"near": near[0]}
        elif 0 < len(codes) <= FEW_CODES:
            message += " " + _("Allowed: %(codes)s.") % {"codes": ", ".join(codes)}
        faults.add(key, value, message)
        return None


@dataclass(frozen=True)
class Number:
    """A number from ``least`` to below ``limit`` with at most ``decimals`` decimals."""

    least: int
    limit: int
    decimals: int = 0

    def clean(self, value: Any, key: str, faults: Faults) -> int | float | None:
        """Return a whole number as int and any other as float, nothing of it lost."""
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            wrong_type(value, _("a whole number") if self.decimals == 0 else _("a number"), key, faults)
            return None
        exact = Decimal(str(value))
        if message := self._fault(exact):
            faults.add(key, value, message)
            return None
        return int(exact) if exact == exact.to_integral_value() else float(exact)

    def _fault(self, exact: Decimal) -> str:
        if not exact.is_finite():
            return _("This is no number.")
        if not self.least <= exact < self.limit:
            bounds = {"least": self.least, "most": self.limit - 1}
            return _("This number must be from %(least)s to %(most)s.") % bounds
        if -int(exact.normalize().as_tuple().exponent) > self.decimals:
            if self.decimals == 0:
                return _("This must be a whole number.")
            return _("This number has more than %(decimals)s decimals.") % {"decimals": self.decimals}
        if exact != exact.to_integral_value() and Decimal(str(float(exact))) != exact:
            return _("This number is more precise than can be kept.")
        return ""


@dataclass(frozen=True)
class YesNo:
    """True or false."""

    def clean(self, value: Any, key: str, faults: Faults) -> bool | None:
        """Return the value."""
        if isinstance(value, bool):
            return value
        wrong_type(value, _("true or false"), key, faults)
        return None


@dataclass(frozen=True)
class Many:
    """A list of objects, or with ``same`` of codes or words: those that it makes equal are kept once."""

    kind: Kind
    same: Callable[[Any], Any] | None = None

    def clean(self, value: Any, key: str, faults: Faults) -> list[Any]:
        """Return the good items; in a list of objects a faulty one stays as far as it is good."""
        if not isinstance(value, list):
            wrong_type(value, _("a list"), key, faults)
            return []
        if len(value) > MOST_ITEMS:
            faults.add(key, len(value), _("This list has more than %(most)s items.") % {"most": MOST_ITEMS})
            return []
        cleaned = [self._clean_item(item, f"{key}[{index}]", faults) for index, item in enumerate(value)]
        if self.same is None:
            # Objects keep their places, so that what is said of them later names the right one.
            return [{} if item is None else item for item in cleaned]
        kept: dict[Any, Any] = {}
        for index, item in enumerate(cleaned):
            if item is None:
                continue
            if self.same(item) in kept:
                faults.add(f"{key}[{index}]", value[index], _("This is in the list already."), warning=True)
            else:
                kept[self.same(item)] = item
        return list(kept.values())

    def _clean_item(self, item: Any, place: str, faults: Faults) -> Any:
        if item is None:
            wrong_type(item, _("a value"), place, faults)
            return None
        return self.kind.clean(item, place, faults)


@dataclass(frozen=True)
class Thing:
    """An object with known keys, some of them required."""

    keys: Mapping[str, Kind]
    required: tuple[str, ...] = ()
    check: Callable[[Mapping[str, Any], str, Faults], None] | None = None

    def clean(self, value: Any, key: str, faults: Faults) -> dict[str, Any] | None:
        """Return the object's good values in the order of ``keys``; blank ones are left out."""
        if not isinstance(value, dict):
            wrong_type(value, _("an object"), key, faults)
            return None
        prefix = f"{key}." if key else ""
        for name in value:
            if name not in self.keys:
                self._unknown(name, value[name], prefix, faults)
        cleaned = {
            name: kind.clean(value[name], prefix + name, faults)
            for name, kind in self.keys.items()
            if value.get(name) is not None
        }
        kept = {name: part for name, part in cleaned.items() if part not in (None, [], {})}
        for name in self.required:
            if name not in kept and not faults.noted(prefix + name):
                faults.add(prefix + name, value.get(name), _("“%(key)s” is required.") % {"key": name})
        if self.check:
            self.check(kept, prefix, faults)
        return kept or None

    def _unknown(self, name: str, value: Any, prefix: str, faults: Faults) -> None:
        message = _("“%(key)s” is not a key of the case record.") % {"key": shown(name)}
        near = get_close_matches(name, list(self.keys), 1)
        if near:
            message += " " + _("Did you mean “%(near)s”?") % {"near": near[0]}
        faults.add(prefix + shown(name), value, message)
