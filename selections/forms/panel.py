"""Forms of the panel."""

from django import forms
from django.utils.translation import gettext_lazy as _

_YES_NO = [("yes", _("yes")), ("no", _("no"))]


class DiscussionNoteForm(forms.Form):
    """What was said."""

    text = forms.CharField(max_length=2000)


class VoteForm(forms.Form):
    """Whether an entry should be on the list."""

    for_it = forms.ChoiceField(choices=_YES_NO)


class MoveForm(forms.Form):
    """Where an entry is moved, and why."""

    onto = forms.ChoiceField(choices=_YES_NO)
    reason = forms.CharField(max_length=2000)
