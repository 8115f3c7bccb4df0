"""What a person says of what to follow."""

from django import forms

from search.models import Follow
from search.models.follows import LONGEST_KEY


class FollowForm(forms.Form):
    """What to follow; the buttons on pages send it."""

    kind = forms.ChoiceField(choices=Follow.Kind.choices)
    key = forms.CharField(max_length=LONGEST_KEY)


class HowOftenForm(forms.ModelForm[Follow]):
    """How often a digest tells of one thing."""

    class Meta:
        model = Follow
        fields = ("often",)
