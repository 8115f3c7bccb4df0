"""Fields and widgets of several forms of this room."""

from datetime import UTC
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from units.models import ServiceUnit
from units.time_zones import WIB, WIT, WITA

_NAMES: Final = {
    WIB: _("Western Indonesian Time (WIB)."),
    WITA: _("Central Indonesian Time (WITA)."),
    WIT: _("Eastern Indonesian Time (WIT)."),
}

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def own_unit(units: QuerySet[ServiceUnit]) -> forms.ModelChoiceField:
    """Return the choice of the unit in whose name a person acts."""
    return forms.ModelChoiceField(label=_("Your unit"), queryset=units, empty_label=None)


def offer(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Let a form's choice be among these rows alone. Raises TypeError for a field that is none of rows."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(name)
    field.queryset = rows


class MomentField(forms.DateTimeField):
    """A day and an hour as the clocks of one zone show them."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def stand_in(self, zone: ZoneInfo) -> None:
        """Take the zone, and say it beside the field."""
        self.zone, self.help_text = zone, _NAMES[zone]

    def prepare_value(self, value: Any) -> Any:
        """Return what the field shows."""
        with timezone.override(self.zone):
            return super().prepare_value(value)

    def to_python(self, value: Any) -> Any:
        """Return the moment that was typed, in the time of the database: the first day of all has none there."""
        with timezone.override(self.zone):
            typed = super().to_python(value)
        try:
            return typed and typed.astimezone(UTC)
        except OverflowError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error
