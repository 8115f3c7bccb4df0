"""Forms of role models."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from replications.models import RoleModel

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RoleModelForm(forms.ModelForm):
    """For which field a unit is a role model, why, and until when."""

    class Meta:
        model = RoleModel
        fields = [
            *("sector", "index_name", "index_value", "index_year", "satisfaction", "complaints"),
            *("source", "source_url", "ends_on"),
        ]
        widgets = {"ends_on": _DAY}
        help_texts = {
            "index_name": _("As the source calls it, for example «Indeks Pelayanan Publik»."),
            "satisfaction": _("Leave it empty where nobody has measured it."),
            "complaints": _("Leave it empty where nobody has counted them: unknown is not zero."),
            "source": _("The report or decree that says so, with its number and date."),
        }

    @property
    def evidence(self) -> dict[str, Any]:
        """Return the fields of the role model."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class UnitSearchForm(forms.Form):
    """Words of the name of a unit."""

    q = forms.CharField(label=_("Words of the unit's name"), max_length=200, widget=forms.TextInput({"type": "search"}))


class ReasonForm(forms.Form):
    """Why something ends. That it is there is for the action to ask."""

    reason = forms.CharField(max_length=500, required=False)
