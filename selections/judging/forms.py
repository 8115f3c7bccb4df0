"""Score sheets, conflicts of interest, and who works in a round."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from innovations.models import Sector
from selections.choices import SeatRole
from selections.forms import SeenForm
from selections.models import Review
from selections.rules.rulebook import Criterion

_MOST_RADIOS = 11


@dataclass(frozen=True)
class CriterionFields:
    """The two fields of a criterion, and what is stored where another window has stored something else."""

    criterion: Criterion
    points: forms.BoundField
    comment: forms.BoundField
    stored: tuple[str, str] | None

    @property
    def anchored(self) -> bool:
        """Say whether the anchors stand in the choice itself."""
        return isinstance(self.points.field, forms.ChoiceField)


class SheetForm(SeenForm):
    """Points and a comment for each criterion; all may be blank until the sheet is handed in."""

    def __init__(self, data: Any = None, *, criteria: Sequence[Criterion], review: Review) -> None:
        super().__init__(data, initial=_initial(review))
        self.criteria = criteria
        for one in criteria:
            self.fields[f"points-{one.code}"] = _points(one)
            self.fields[f"comment-{one.code}"] = forms.CharField(
                label=_("Comment on “%(criterion)s”") % {"criterion": one.name},
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 3, "lang": "id"}),
            )

    @property
    def points(self) -> dict[str, Decimal]:
        """Return the points that were given."""
        told = {one.code: self.cleaned_data[f"points-{one.code}"] for one in self.criteria}
        return {code: given for code, given in told.items() if given is not None}

    @property
    def comments(self) -> dict[str, str]:
        """Return the comments."""
        return {one.code: self.cleaned_data[f"comment-{one.code}"] for one in self.criteria}

    def rows(self, stored: Review | None = None) -> Iterator[CriterionFields]:
        """Yield the fields by criterion; ``stored`` is what another window has stored."""
        for one in self.criteria:
            other = (stored.points.get(one.code, ""), stored.comments.get(one.code, "")) if stored else None
            yield CriterionFields(one, self[f"points-{one.code}"], self[f"comment-{one.code}"], other)


def _initial(review: Review) -> dict[str, Any]:
    points = {f"points-{code}": given for code, given in review.points.items()}
    comments = {f"comment-{code}": said for code, said in review.comments.items()}
    return {"seen": review.version} | points | comments


def _points(criterion: Criterion) -> forms.Field:
    """Return a choice where the scale is short and whole, each point with its anchor, else a number."""
    least, most = criterion.least or Decimal(0), criterion.most or Decimal(0)
    label = _("Points for “%(criterion)s”, %(least)s to %(most)s") % {
        "criterion": criterion.name,
        "least": least,
        "most": most,
    }
    whole = least == least.to_integral_value() and most == most.to_integral_value()
    if whole and most - least < _MOST_RADIOS:
        anchors = {one.points: one.text for one in criterion.anchors}
        scale = [Decimal(number) for number in range(int(least), int(most) + 1)]
        choices = [(str(one), f"{one}: {anchors[one]}" if one in anchors else str(one)) for one in scale]
        return forms.TypedChoiceField(
            label=label, choices=choices, coerce=Decimal, empty_value=None, required=False, widget=forms.RadioSelect
        )
    return forms.DecimalField(label=label, min_value=least, max_value=most, decimal_places=2, required=False)


class ReasonForm(forms.Form):
    """Why somebody does not score an entry, or why a score sheet is opened again."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class NumberForm(forms.Form):
    """An entry, by its number."""

    number = forms.IntegerField(label=gettext_lazy("Number of the entry"), min_value=1)


class ConflictForm(NumberForm, ReasonForm):
    """An entry, by its number, that somebody does not score."""

    field_order = ["number", "reason"]


class SeatForm(forms.Form):
    """An address, a role, and the fields that the person knows about."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=SeatRole.choices, initial=SeatRole.EVALUATOR)
    sectors = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Fields of expertise"),
        queryset=Sector.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
