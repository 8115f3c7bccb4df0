"""Forms of role models and mentoring."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from innovations.models import InnovationPage
from replications.form_fields import DAY, offer
from replications.models import MentoringPlan, RoleModel
from units.models import ServiceUnit


class RoleModelForm(forms.ModelForm):
    """For which field a unit is a role model, why, and until when."""

    class Meta:
        model = RoleModel
        fields = [
            *("sector", "index_name", "index_value", "index_year", "satisfaction", "complaints"),
            *("source", "source_url", "ends_on"),
        ]
        widgets = {"ends_on": DAY}
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


class PracticesField(forms.ModelMultipleChoiceField):
    """Practices of a unit as boxes to tick."""

    widget = forms.CheckboxSelectMultiple


class MentoringPlanForm(forms.ModelForm):
    """What is passed on, and when."""

    class Meta:
        model = MentoringPlan
        fields = ["goal", "cases", "begins_on", "ends_on"]
        field_classes = {"cases": PracticesField}
        widgets = {"goal": forms.Textarea(attrs={"rows": 4}), "begins_on": DAY, "ends_on": DAY}

    def __init__(self, *args: Any, practices: QuerySet[InnovationPage], **kwargs: Any) -> None:
        """Take what the role model can pass on."""
        super().__init__(*args, **kwargs)
        offer(self, "cases", practices)

    @property
    def told(self) -> dict[str, Any]:
        """Return the fields of the plan, its practices left out."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name != "cases"}


class UnitSearchForm(forms.Form):
    """Words of the name of a unit."""

    q = forms.CharField(label=_("Words of the unit's name"), max_length=200, widget=forms.TextInput({"type": "search"}))


class ReasonForm(forms.Form):
    """Why something ends. That it is there is for the action to ask."""

    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)


class LearnerForm(forms.Form):
    """A unit that is added to a plan or taken off."""

    unit = forms.ModelChoiceField(queryset=ServiceUnit.objects.all())
    remove = forms.BooleanField(required=False)
