"""Inviting units to a group."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selections.forms.fields import named, offer
from selections.rules.rulebook import Entrance, Rulebook
from units.models import ServiceUnit


class InviteUnitForm(forms.Form):
    """Which unit is invited to which group."""

    group = forms.ChoiceField(label=_("Group"))
    unit = forms.ModelChoiceField(ServiceUnit.objects.all(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, rulebook: Rulebook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "group", named(one for one in rulebook.groups if one.entrance is Entrance.INVITATION))
