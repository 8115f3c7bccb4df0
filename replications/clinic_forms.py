"""Forms of coaching clinics. The rules are in ``rules`` and ``actions``."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.uploads import DocumentField
from innovations.models import InnovationPage
from replications.form_fields import MomentField, offer, own_unit
from replications.mentoring_forms import PracticesField
from replications.models import Clinic, ClinicMaterial, MentoringPlan, Registration
from units.models import ServiceUnit


class ClinicForm(forms.ModelForm):
    """A clinic."""

    class Meta:
        model = Clinic
        fields = ["title", "about", "cases", "plan", "begins_at", "ends_at", "place", "link", "seats"]
        field_classes = {"cases": PracticesField, "begins_at": MomentField, "ends_at": MomentField}
        widgets = {"about": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"link": _("Shown to units that have a seat alone.")}

    def __init__(
        self,
        *args: Any,
        practices: QuerySet[InnovationPage],
        plans: QuerySet[MentoringPlan],
        zone: ZoneInfo,
        **kwargs: Any,
    ) -> None:
        """Take the host's practices, plans and time zone."""
        super().__init__(*args, **kwargs)
        offer(self, "cases", practices)
        offer(self, "plan", plans)
        for field in self.fields.values():
            if isinstance(field, MomentField):
                field.stand_in(zone)

    @property
    def told(self) -> dict[str, Any]:
        """Return the fields of the clinic, its practices left out."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name != "cases"}


class UnitForm(forms.Form):
    """For which of a person's units something is done."""

    def __init__(self, *args: Any, units: QuerySet[ServiceUnit], **kwargs: Any) -> None:
        """Take the units."""
        super().__init__(*args, **kwargs)
        self.fields["unit"] = own_unit(units)


class FeedbackForm(forms.ModelForm):
    """How useful a clinic was."""

    class Meta:
        model = Registration
        fields = ["rating", "feedback"]
        widgets = {"feedback": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the rating: the field is empty only where nobody was asked yet."""
        super().__init__(*args, **kwargs)
        self.fields["rating"].required = True


class AttendanceForm(forms.Form):
    """Which of the registered units were there."""

    present = forms.ModelMultipleChoiceField(queryset=Registration.objects.none(), required=False)

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        """Take the clinic."""
        super().__init__(*args, **kwargs)
        offer(self, "present", clinic.registrations.filter(withdrawn_at=None))


class MaterialForm(forms.ModelForm):
    """A document of a clinic."""

    file = DocumentField(label=_("Document"), help_text=_("PDF or an office document. Everyone can read it."))

    class Meta:
        model = ClinicMaterial
        fields = ["title"]
