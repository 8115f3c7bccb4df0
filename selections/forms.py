"""What forms of several packages share."""

from django import forms


class SeenForm(forms.Form):
    """What a person does to a round or an entry that they looked at in version ``seen``."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
