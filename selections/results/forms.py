"""Forms of objections and of the log."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from replications.form_fields import own_unit
from selections.log_words import ACTS
from selections.models import Entry, Objection
from units.models import ServiceUnit


class ObjectionForm(forms.ModelForm[Objection]):
    """An objection to the present list in the name of a unit."""

    class Meta:
        model = Objection
        fields = ("unit", "entry", "text")
        labels = {"text": _("What you object to, and why")}
        help_texts = {"text": _("Once it is answered everyone can read it, with the name of your unit and not yours.")}
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, units: QuerySet[ServiceUnit], entries: QuerySet[Entry], **kwargs: Any) -> None:
        """Take the units in whose name the person may object, and the entries that it can be about."""
        super().__init__(*args, **kwargs)
        self.fields["unit"] = own_unit(units)
        self.fields["entry"] = forms.ModelChoiceField(
            label=_("Entry"), queryset=entries, required=False, empty_label=_("The list as a whole")
        )


class AnswerForm(forms.ModelForm[Objection]):
    """What the secretariat answers."""

    class Meta:
        model = Objection
        fields = ("answer",)
        help_texts = {"answer": _("Everyone can read it.")}
        widgets = {"answer": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Require the answer, which the model lets be blank until then."""
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True


class LogForm(forms.Form):
    """What is searched for in the log of a round."""

    entry = forms.CharField(label=_("Entry"), max_length=100, required=False, help_text=_("Number or title"))
    person = forms.CharField(label=_("Person"), max_length=100, required=False, help_text=_("Name or e-mail address"))
    act = forms.ChoiceField(label=_("Act"), required=False, choices=[("", _("All")), *ACTS.items()])
