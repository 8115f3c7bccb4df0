"""Forms of the panel: their fields are what its acts take."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def _yes_or_no() -> Any:
    choices = [("yes", _("yes")), ("no", _("no"))]
    return forms.TypedChoiceField(choices=choices, coerce=lambda value: value == "yes")


class DiscussionNoteForm(forms.Form):
    """What was said."""

    text = forms.CharField(max_length=2000)


class VoteForm(forms.Form):
    """Whether an entry should be on the list."""

    for_it = _yes_or_no()


class MoveForm(forms.Form):
    """Where an entry is moved, and why."""

    onto = _yes_or_no()
    reason = forms.CharField(max_length=2000)
