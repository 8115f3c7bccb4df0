"""Forms about who works in a round."""

from django import forms
from django.utils.translation import gettext_lazy as _

from innovations.models import Sector
from selections.choices import SeatRole


class SeatForm(forms.Form):
    """An address, a role, and the fields that the person knows about."""

    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=SeatRole.choices, initial=SeatRole.EVALUATOR)
    sectors = forms.ModelMultipleChoiceField(
        label=_("Fields of expertise"),
        queryset=Sector.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
