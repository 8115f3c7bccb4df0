"""Forms of collections."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.models import User
from replications.form_fields import offer
from selections.collecting.queries import own_collections
from selections.models import CollectedCase, Collection, rounds_to_share_with
from units.queries import own_units


class AddForm(forms.Form):
    """Into which collection cases go. Without a name and a choice it is one with an everyday name."""

    collection = forms.ModelChoiceField(
        label=_("Collection"), queryset=Collection.objects.none(), required=False, empty_label=_("A new collection")
    )
    name = forms.CharField(label=_("Name of the new collection"), max_length=120, required=False)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        """Take whose collections they are."""
        super().__init__(*args, **kwargs)
        offer(self, "collection", own_collections(person))


class CollectionForm(forms.ModelForm[Collection]):
    """The name of a collection, a note and who may read it."""

    class Meta:
        model = Collection
        fields = ("name", "note", "shared_with_unit", "shared_with_round")
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"shared_with_unit": _("Members of the unit read its cases and notes; only you change it.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the units of which the owner is a member."""
        super().__init__(*args, **kwargs)
        self.fields["shared_with_unit"] = forms.ModelChoiceField(
            label=_("Who may read it"),
            queryset=own_units(self.instance.owner),
            required=False,
            empty_label=_("Only I"),
            help_text=self.Meta.help_texts["shared_with_unit"],
        )
        rounds = rounds_to_share_with(self.instance.owner)
        if rounds.exists():
            label, nobody = _("Panel and secretariat of a round"), _("No round")
            self.fields["shared_with_round"] = forms.ModelChoiceField(
                label=label, queryset=rounds, required=False, empty_label=nobody
            )
        else:
            del self.fields["shared_with_round"]

    def clean_name(self) -> str:
        """Refuse the name of another collection of the same person."""
        name: str = self.cleaned_data["name"]
        if own_collections(self.instance.owner).filter(name=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("You have a collection of this name. Choose another name."))
        return name


class NoteForm(forms.ModelForm[CollectedCase]):
    """What the owner notes of a case."""

    class Meta:
        model = CollectedCase
        fields = ("note",)
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}
