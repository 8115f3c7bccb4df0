"""The form with which a unit confirms its case."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from innovations import rules
from innovations.actions import Confirmation
from innovations.forms import check_texts, figure_field
from innovations.models import InnovationPage, Outcome

_FIGURE = ("indicator", "unit", "better", "baseline", "value", "value_on")
_NEEDED = ("indicator", "unit", "value")


class ConfirmationForm(forms.ModelForm):
    """Whether it still runs, with «continues» chosen where nothing else is known; a new figure if there is one."""

    status = forms.ChoiceField(
        label=_("Does it still run?"),
        choices=[(status, InnovationPage.Status(status).label) for status in rules.CONFIRMED_AS],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why it stopped or grew"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed where it has grown or stopped: others learn from it. Everyone can read it."),
    )

    class Meta:
        model = Outcome
        fields = _FIGURE

    field_order = ("status", "reason", *_FIGURE)

    def __init__(self, data: QueryDict | None, *, case: InnovationPage) -> None:
        """Begin with what the case says; every field of the figure may stay empty."""
        known = case.status if case.status in rules.CONFIRMED_AS else rules.CONFIRMED_AS[0]
        super().__init__(data, initial={"status": known, "reason": case.status_reason})
        for name in _FIGURE:
            self.fields[name].required = False
        for name in ("baseline", "value"):
            self.fields[name] = figure_field(self.fields[name])

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where it is needed, and for what a figure lacks."""
        cleaned: dict[str, Any] = super().clean() or {}
        check_texts(self)
        if cleaned.get("status") in rules.NEEDS_REASON and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why it stopped or grew: others learn from it."))
        for name in _NEEDED if self._figure else ():
            if name not in self._figure and name not in self.errors:
                self.add_error(name, _("A new figure needs its indicator, the unit of measurement and the value."))
        return cleaned

    @property
    def _figure(self) -> dict[str, Any]:
        """Return what was filled in of the figure."""
        return {name: self.cleaned_data[name] for name in _FIGURE if self.cleaned_data.get(name) not in (None, "")}

    @property
    def figure_fields(self) -> list[forms.BoundField]:
        """Return the fields of the figure."""
        return [self[name] for name in _FIGURE]

    @property
    def figure_is_open(self) -> bool:
        """Say whether the figure is to be seen at once: something was typed there."""
        return any(self[name].value() not in (None, "") for name in _FIGURE)

    @property
    def said(self) -> Confirmation:
        """Return what the unit says."""
        return Confirmation(self.cleaned_data["status"], self.cleaned_data["reason"], self._figure or None)
