"""Fields of several forms of this room."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from innovations.rules.awards import folded

MOST = 100_000
"""The largest number that a rule may name: words, places, points."""
_DECIMALS = 3
_YEARS = range(2000, 2101)
_SPAN = {"first": _YEARS[0], "last": _YEARS[-1]}
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A time, kept as ISO 8601 text as rulebooks keep it; typed and shown in the time of the server."""

    widget = MOMENT

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return what is shown of a stored time."""
        stored = parse_datetime(value) if isinstance(value, str) and value else value
        is_moment = stored is not None and hasattr(stored, "utcoffset") and timezone.is_aware(stored)
        return super().prepare_value(timezone.localtime(stored).replace(tzinfo=None) if is_moment else value)

    def clean(self, value: Any) -> str | None:
        """Return the time as text; None where none was given."""
        moment = super().clean(value)
        _require_year(moment and moment.year)
        return moment.isoformat() if moment else None


class YearField(forms.IntegerField):
    """The year of a round."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=_YEARS[0], max_value=_YEARS[-1], **kwargs)

    def validate(self, value: int | None) -> None:
        """Refuse a year that no round is of."""
        super().validate(value)
        _require_year(value)


class PairsField(forms.CharField):
    """Lines of the form «name = number», kept as a mapping; a number may be left out where it is not known."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *, whole: bool = False, **kwargs: Any) -> None:
        self.whole = whole
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return the lines of a stored mapping."""
        if not isinstance(value, Mapping):
            return value
        return "\n".join(f"{name} = {'' if number is None else number}".rstrip() for name, number in value.items())

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether the lines differ from what is stored, line ends aside."""
        return super().has_changed(self.prepare_value(initial), "\n".join((data or "").splitlines()))

    def clean(self, value: Any) -> dict[str, Any]:
        """Return the mapping. Raises ValidationError naming a line that can't be read, or a name twice."""
        told: dict[str, Any] = {}
        names: set[str] = set()
        for line in filter(str.strip, super().clean(value).splitlines()):
            name, number = self._pair(line)
            if folded(name) in names:
                raise forms.ValidationError(_("“%(name)s” has two lines. Keep one of them.") % {"name": name})
            names.add(folded(name))
            told[name] = number
        return told

    def _pair(self, line: str) -> tuple[str, int | str | None]:
        name, sign, number = (part.strip() for part in line.rpartition("="))
        if not sign or not name:
            raise forms.ValidationError(_("“%(line)s”: write a name, =, and a number.") % {"line": line.strip()})
        return name, self._number(number, line) if number else None

    def _number(self, number: str, line: str) -> int | str:
        # «1.000» is a thousand to who writes it and one to who reads it as a decimal.
        if self.whole and not number.isdecimal():
            raise forms.ValidationError(_("“%(line)s”: write digits alone, as in 1000.") % {"line": line.strip()})
        try:
            read = Decimal(number.replace(",", "."))
        except InvalidOperation:
            read = Decimal("NaN")
        if not read.is_finite() or not 0 <= read <= MOST or read != round(read, _DECIMALS):
            raise forms.ValidationError(_("“%(line)s”: this is no number that fits here.") % {"line": line.strip()})
        return int(read) if self.whole else _written(read)


class AnchorsField(PairsField):
    """Lines of the form «points = what they mean», kept as the anchors of a criterion."""

    def prepare_value(self, value: Any) -> Any:
        """Return the lines of stored anchors."""
        if not isinstance(value, list):
            return value
        return "\n".join(f"{one['points']} = {one['text']}" for one in value)

    def clean(self, value: Any) -> list[dict[str, Any]]:  # type: ignore[override]
        """Return the anchors, the most points last. Raises ValidationError naming the line that can't be read."""
        lines = [line for line in forms.CharField.clean(self, value).splitlines() if line.strip()]
        anchors = [self._anchor(line) for line in lines]
        return sorted(anchors, key=lambda one: Decimal(one["points"]))

    def _anchor(self, line: str) -> dict[str, Any]:
        points, sign, text = (part.strip() for part in line.partition("="))
        if not sign or not text:
            raise forms.ValidationError(_("“%(line)s”: write points, =, and what they mean.") % {"line": line.strip()})
        return {"points": str(self._number(points, line)), "text": text}


class ExactField(forms.DecimalField):
    """A number, kept as text so that it stays exactly what was given."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False, min_value=Decimal(0), max_digits=8, decimal_places=_DECIMALS, localize=False, **kwargs
        )

    def clean(self, value: Any) -> str | None:
        """Return the number as text; None where none was given."""
        number = super().clean(value)
        return None if number is None else _written(number)


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not set, kept as True, False or None."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", gettext_lazy("not set")), ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))]
        super().__init__(
            required=False, empty_value=None, coerce=lambda value: value == "yes", choices=choices, **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        """Return the choice that stands for a stored value."""
        return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def _require_year(year: int | None) -> None:
    """Raise ValidationError where a year was given that no round is of."""
    if year is not None and year not in _YEARS:
        raise forms.ValidationError(_("Write a year from %(first)s to %(last)s.") % _SPAN)


def _written(number: Decimal) -> str:
    """Return a number as people write it: 100 and not 1E+2."""
    return f"{number.normalize():f}"


def named(rows: Iterable[Any]) -> list[tuple[str, str]]:
    """Return rows of a rulebook as choices, by their codes."""
    return [(one.code, one.name) for one in rows]


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Let a form's choice be among these alone. Raises TypeError for a field that is no choice."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    field.choices = list(choices)
