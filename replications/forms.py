"""Forms of copies. The rules are in ``rules`` and ``actions``."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.uploads import DocumentField
from innovations.models import InnovationPage
from replications.form_fields import DAY, offer, own_unit
from replications.models import Agreement, Clinic, Inquiry, Replication, Result
from replications.rules import Step
from units.forms import TrapForm
from units.models import ServiceUnit


class InterestForm(forms.ModelForm):
    """What a unit would like to copy a case for."""

    class Meta:
        model = Replication
        fields = ["unit", "need", "means", "wished_on", "clinic"]
        widgets = {"need": forms.Textarea(attrs={"rows": 4}), "means": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "need": _("The problem at your unit, with a figure if you have one: how many people, how long they wait."),
            "means": _("People, money, devices. Leave it empty if you do not know yet."),
            "wished_on": _("A year (2027), a month (2027-03) or a day (2027-03-15)."),
        }

    def __init__(self, *args: Any, units: QuerySet[ServiceUnit], clinics: QuerySet[Clinic], **kwargs: Any) -> None:
        """Take the units for which the person may show interest, and the clinics that may have led to it."""
        super().__init__(*args, **kwargs)
        self.fields["unit"] = own_unit(units)
        offer(self, "clinic", clinics)
        if not clinics:
            del self.fields["clinic"]


class InquiryForm(forms.ModelForm, TrapForm):
    """A visitor's interest."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Used for the answer alone and removed 180 days after it, or after a year without one."),
    )
    consent = forms.BooleanField(label=_("The unit and the network's moderators may read this and answer me."))
    field_order = ["office", "name", "email", "message", "consent"]

    class Meta:
        model = Inquiry
        fields = ["office", "name", "email", "message"]
        widgets = {"message": forms.Textarea(attrs={"rows": 5})}


class StepForm(forms.Form):
    """A step that needs no more than a note, and the version that the person saw."""

    step = forms.ChoiceField(choices=[(step, step) for step in Step], widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class AgreementForm(forms.ModelForm):
    """The terms of an agreement."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    shared = forms.MultipleChoiceField(
        label=_("What is shared"),
        choices=Agreement.Shared.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Agreement
        fields = ["level", "shared", "begins_on", "ends_on", "source_contact", "copier_contact", "terms"]
        widgets = {"begins_on": DAY, "ends_on": DAY, "terms": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"source_contact": _("An office, not a person."), "copier_contact": _("An office, not a person.")}

    @property
    def terms(self) -> dict[str, Any]:
        """Return the fields of the agreement."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class StartForm(forms.Form):
    """The day on which the implementation began."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    started_on = forms.DateField(label=_("Started on"), widget=DAY)


class MilestoneForm(forms.Form):
    """How it goes at a milestone."""

    note = forms.CharField(label=_("How it goes"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class PaperForm(forms.Form):
    """The signed paper."""

    file = DocumentField(label=_("Signed agreement"), help_text=_("PDF or an office document."))


class ReportForm(forms.Form):
    """What the copier tells besides its figures."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    changed = forms.CharField(
        label=_("What you changed, and why"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    went_wrong = forms.CharField(
        label=_("What went wrong"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The next unit learns most from this."),
    )
    obstacles = forms.MultipleChoiceField(
        label=_("Obstacles"),
        choices=Replication.Obstacle.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ResultForm(forms.ModelForm):
    """One figure of the copier, before and after."""

    class Meta:
        model = Result
        fields = ["indicator", "unit", "better", "baseline", "baseline_on", "value", "value_on", "evidence"]

    @property
    def figures(self) -> dict[str, Any]:
        """Return the fields of the result."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class _ResultFormSet(forms.BaseFormSet):
    """All figures of a copy: an indicator is told once."""

    def clean(self) -> None:
        """Refuse an indicator that is told twice."""
        told = [(form.cleaned_data["indicator"], form.cleaned_data["unit"]) for form in self.told if form.is_valid()]
        if len(told) != len(set(told)):
            raise forms.ValidationError(_("An indicator is told twice with the same unit of measurement. Keep one."))

    @property
    def told(self) -> list[ResultForm]:
        """Return the rows that say something: without figures, a row of the source's indicator says nothing."""
        return [form for form in self.forms if _says_something(form)]


def _says_something(form: forms.BaseForm) -> bool:
    filled = {"baseline", "value"} if form.initial else {"indicator", "baseline", "value"}
    return any(form[name].value() not in (None, "") for name in filled)


ResultFormSet: type[_ResultFormSet] = forms.formset_factory(  # type: ignore[assignment]
    ResultForm, formset=_ResultFormSet, extra=2, max_num=20, validate_max=True
)


def results_to_tell(case: InnovationPage, replication: Replication) -> list[dict[str, Any]]:
    """Return what the rows begin with: the copier's own figures, then the source's other indicators. Two queries."""
    names = ResultForm.Meta.fields
    own = [{name: getattr(one, name) for name in names} for one in replication.results.all()]
    known = {(row["indicator"], row["unit"]) for row in own}
    of_source = ({"indicator": one.indicator, "unit": one.unit, "better": one.better} for one in case.outcomes.all())
    return own + [row for row in of_source if (row["indicator"], row["unit"]) not in known]
