"""Fields and widgets of several forms of this room."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from units.models import ServiceUnit

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
