"""Forms of a round as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from selections.choices import ROUND_STEPS, SCHEMES_OF_AGENCIES
from selections.fields import YearField, offer
from selections.forms import SeenForm
from selections.models import SelectionRound
from selections.rounds.known_rounds import known_round, known_rounds
from units.models import Agency

_EMPTY, _TEMPLATE, _ROUND = "kosong", "templat", "putaran"


class StepForm(SeenForm):
    """A step that takes a round on."""

    step = forms.ChoiceField(choices=ROUND_STEPS.items())
    note = forms.CharField(required=False, max_length=2000)


class NoteForm(SeenForm):
    """A reason in words."""

    note = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


@dataclass(frozen=True)
class Beginning:
    """With what a new round begins, and from where that comes."""

    identity: dict[str, Any] = field(default_factory=dict)
    rules: dict[str, Any] = field(default_factory=dict)
    copied_from: SelectionRound | None = None
    source: str = ""


class BeginningForm(forms.Form):
    """From what a round is prepared."""

    dari = forms.ChoiceField(label=_("Begin with"))

    def __init__(self, *args: Any, rounds: QuerySet[SelectionRound], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rounds = rounds
        copies = [(f"{_ROUND}:{one.pk}", _("Copy of %(round)s") % {"round": one}) for one in rounds]
        templates = [
            (f"{_TEMPLATE}:{one.key}", _("Known rules: %(round)s") % {"round": f"{one.name} {one.year}"})
            for one in known_rounds()
        ]
        offer(self, "dari", [*copies, *templates, (_EMPTY, _("Nothing: all rules blank"))])

    def beginning(self) -> Beginning:
        """Return what was chosen."""
        kind, _sign, key = self.cleaned_data["dari"].partition(":")
        if kind == _ROUND:
            earlier = self.rounds.get(pk=key)
            return Beginning({name: getattr(earlier, name) for name in SelectionRound.IDENTITY}, copied_from=earlier)
        known = known_round(key) if kind == _TEMPLATE else None
        if known is None:
            return Beginning()
        return Beginning(
            {name: getattr(known, name) for name in SelectionRound.IDENTITY}, rules=known.rules, source=known.source
        )


class RoundForm(forms.ModelForm):
    """How a round is called, and for whom it is held."""

    year = YearField(label=_("Year"))
    agency = forms.TypedChoiceField(label=_("Held for"), required=False)
    seen = forms.IntegerField(min_value=0, initial=0, widget=forms.HiddenInput)

    class Meta:
        model = SelectionRound
        fields = SelectionRound.IDENTITY

    def __init__(self, *args: Any, places: Sequence[Agency | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(one.pk) if one else "": one for one in places}
        offer(self, "agency", [(key, one or _("All units of the country")) for key, one in self.places.items()])
        self.fields["agency"].required = None not in places
        self.initial["seen"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        """Refuse an award of the nation for a round of an agency."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("agency") and told.get("scheme") and told["scheme"] not in SCHEMES_OF_AGENCIES:
            self.add_error("scheme", gettext("A round of an agency can't give this award. Choose another scheme."))
        return told

    @property
    def identity(self) -> dict[str, Any]:
        """Return how the round is called."""
        return {name: self.cleaned_data[name] for name in SelectionRound.IDENTITY}

    @property
    def place(self) -> Agency | None:
        """Return the agency for which it is held."""
        return self.places[self.cleaned_data["agency"]]
