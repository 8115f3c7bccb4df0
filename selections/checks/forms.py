"""Forms of the administrative selection."""

from django import forms
from django.utils.translation import gettext_lazy as _

from selections.choices import CHECKS, ENTRY_STATES, OUTCOMES
from selections.forms import SeenForm
from selections.rules.checks import Found


class DecideForm(SeenForm):
    """A decision against what a check found."""

    decided = forms.ChoiceField(label=_("Decision"), choices=OUTCOMES.items())
    reason = forms.CharField(label=_("Reason"), max_length=1000)


class ObjectionForm(SeenForm):
    """Why a unit objects."""

    text = forms.CharField(label=_("Objection"), max_length=5000)


class AnswerForm(SeenForm):
    """What the secretariat answers, and whether it accepts the objection."""

    answer = forms.CharField(label=_("Answer"), max_length=5000)
    accept = forms.BooleanField(required=False)


class EntryFilter(forms.Form):
    """Which entries of a round are shown."""

    q = forms.CharField(
        label=_("Number or title"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *ENTRY_STATES.items()])
    check = forms.ChoiceField(label=_("Check"), required=False, choices=[("", _("all")), *CHECKS.items()])
    found = forms.ChoiceField(
        label=_("Finding"),
        required=False,
        choices=[("", _("all")), (Found.FAIL, OUTCOMES[Found.FAIL]), (Found.UNKNOWN, OUTCOMES[Found.UNKNOWN])],
    )
