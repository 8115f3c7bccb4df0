"""Forms of a round's rules: one for each part of the rulebook. What lacks is told by ``rules.lacking``."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from selections.fields import MOST, AnchorsField, ExactField, MomentField, PairsField, YesNoField, named, offer
from selections.panel.tie_words import TIE_BREAKS
from selections.rules.rulebook import Awards, Entrance, Judges, Official, Rulebook
from selections.rules.ties import TieBreak

CODE_LENGTH = 32
_BLANK = ("", _("not set"))
# The lot comes last without being named.
_NAMED_TIES = [("", "–"), *(pair for pair in TIE_BREAKS.items() if pair[0] != TieBreak.LOT)]


def _choice(label: Any, choices: dict[Any, Any], **kwargs: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, required=False, empty_value=None, choices=[_BLANK, *choices.items()], **kwargs
    )


def _count(label: Any, least: int = 0, most: int = MOST) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=least, max_value=most)


class RuleForm(forms.Form):
    """One row of the rules; ``rulebook`` gives the choices that depend on other parts."""

    def __init__(self, *args: Any, rulebook: Rulebook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rulebook = rulebook
        self.offer()

    def offer(self) -> None:
        """Set choices that depend on other parts of the rules."""

    def told(self) -> dict[str, Any]:
        """Return the row as the rulebook keeps it."""
        return {name: self.cleaned_data[name] for name in self.fields if name not in ("ORDER", "DELETE")}


class NamedRuleForm(RuleForm):
    """A row with a name, and the code by which other parts know it; it is made of the name and then stays."""

    code = forms.SlugField(required=False, max_length=CODE_LENGTH, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=200)

    def clean_name(self) -> str:
        """Refuse a name of which no code can be made."""
        name: str = self.cleaned_data["name"]
        if not slugify(name):
            raise forms.ValidationError(gettext("Use at least one Latin letter or digit."))
        return name

    def told(self) -> dict[str, Any]:
        """Return the row, with its code."""
        row = super().told()
        return row | {"code": row["code"] or slugify(row["name"])[:CODE_LENGTH].strip("-")}


class DatesForm(RuleForm):
    """When entries are taken."""

    opens_at = MomentField(label=_("Opens"))
    closes_at = MomentField(label=_("Closes"), help_text=_("To the second, by the clock of the server."))
    mending_until = MomentField(label=_("Entries may be mended until"))
    objections_until = MomentField(
        label=_("Objections to the check are taken until"),
        help_text=_("After the time for mending: what was not mended is rejected then, and its unit may still object."),
    )


class GroupForm(NamedRuleForm):
    """A group with its rules."""

    min_age_months = _count(_("Least age in months, counted back from closing"), most=1200)
    entrance = _choice(
        _("Entries of an agency"),
        {
            Entrance.QUOTA: _("at most a number"),
            Entrance.FREE: _("as many as it likes"),
            Entrance.INVITATION: _("by invitation"),
        },
    )
    quota = _count(_("Quota of an agency"), 1)
    awards = _choice(
        _("Earlier awards"),
        {
            Awards.ANY: _("do not matter"),
            Awards.LIMITS: _("at most as told below"),
            Awards.WINNER: _("there must be one"),
        },
    )
    award_limits = PairsField(label=_("At most, by rank"), whole=True, help_text=_("One a line: Top 99 = 1"))
    needs_original = forms.BooleanField(label=_("Only copies of another innovation"), required=False)


class CategoryForm(NamedRuleForm):
    """A category."""


class _ForGroups(NamedRuleForm):
    groups = forms.MultipleChoiceField(
        label=_("For the groups (none: all)"), required=False, widget=forms.CheckboxSelectMultiple
    )
    required = forms.BooleanField(label=_("Must be there"), required=False, initial=True)

    def offer(self) -> None:
        """Set choices that depend on other parts of the rules."""
        offer(self, "groups", named(self.rulebook.groups))


class SectionForm(_ForGroups):
    """A question of the entry form."""

    max_words = _count(_("At most words"), 1)
    fields_of_case = forms.CharField(
        label=_("Filled from the case"),
        required=False,
        max_length=300,
        help_text=_("Keys of the case record, with commas: summary, sections.idea"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["fields_of_case"] = ", ".join(self.initial.get("fields", []))

    def told(self) -> dict[str, Any]:
        """Return the row, with the keys as a list."""
        row = super().told()
        named = row.pop("fields_of_case")
        return row | {"fields": [key.strip() for key in named.split(",") if key.strip()]}


class PaperForm(_ForGroups):
    """Something to attach."""

    link = forms.BooleanField(label=_("An address, no file"), required=False)
    max_mb = _count(_("Largest file in megabytes"), 1)


class StageForm(NamedRuleForm):
    """A stage of scoring."""

    judges = forms.ChoiceField(
        label=_("Scored by"),
        choices=[(Judges.EVALUATORS, _("evaluators, by assignment")), (Judges.PANEL, _("everybody of the panel"))],
        initial=Judges.EVALUATORS,
    )
    per_entry = _count(_("Evaluators for each entry"), 1)
    spread_limit = ExactField(label=_("Evaluators may lie apart at most (0 to 100)"))
    official = _choice(
        _("What counts"),
        {
            Official.RAW: _("the mean of the scores"),
            Official.ADJUSTED: _("the mean adjusted for severity"),
        },
    )
    blind = YesNoField(label=_("Unit and place hidden"))
    due_at = MomentField(label=_("Scored by the time"))


class CriterionForm(NamedRuleForm):
    """What is scored."""

    stage = forms.ChoiceField(label=_("Stage"))
    weight = ExactField(label=_("Weight"))
    least = ExactField(label=_("Least points"))
    most = ExactField(label=_("Most points"))
    anchors = AnchorsField(label=_("What the points mean"), help_text=_("One a line: 5 = has spread to other units"))

    def offer(self) -> None:
        """Set choices that depend on other parts of the rules."""
        stages = named(self.rulebook.stages)
        offer(self, "stage", stages)
        self.fields["stage"].initial = next((code for code, _name in stages), None)


class CutForm(NamedRuleForm):
    """A list that is cut."""

    sizes = PairsField(label=_("Places, by code of the group"), whole=True)
    weights = PairsField(label=_("Weights, by code of the stage"))
    objections_until = MomentField(label=_("Objections are taken until"))
    band = PairsField(
        label=_("Places to discuss: least and most probability"),
        help_text=_("0 to 1. Between both, the panel discusses."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        least, most = self.initial.get("band") or ("0.05", "0.95")
        self.initial["band"] = {"least": least, "most": most}
        for name, rows in (("sizes", named(self.rulebook.groups)), ("weights", named(self.rulebook.stages))):
            self.fields[name].help_text = ", ".join(f"{code} ({title})" for code, title in rows)

    def clean_band(self) -> list[str]:
        """Return the two probabilities."""
        band = self.cleaned_data["band"]
        least, most = band.get("least"), band.get("most")
        if least is None or most is None or not 0 <= float(least) < float(most) <= 1:
            raise forms.ValidationError(gettext("Write least = and most =, from 0 to 1, the first one smaller."))
        return [least, most]


class TieForm(RuleForm):
    """A rule for ties."""

    kind = forms.ChoiceField(label=_("First comes"), choices=_NAMED_TIES)
    criterion = forms.ChoiceField(label=_("Criterion"), required=False)

    def offer(self) -> None:
        """Set choices that depend on other parts of the rules."""
        offer(self, "criterion", [("", "–"), *named(self.rulebook.criteria)])

    def clean(self) -> None:
        """Ask for the criterion where one decides, and only there."""
        by_criterion = self.cleaned_data.get("kind") == TieBreak.CRITERION
        if by_criterion != bool(self.cleaned_data.get("criterion")):
            raise forms.ValidationError(gettext("Choose a criterion where one decides, and none elsewhere."))


class ConflictsForm(RuleForm):
    """Whose entries an evaluator does not score."""

    agency = YesNoField(label=_("Entries of the own agency"))
    region = YesNoField(label=_("Entries of the own province"))


@dataclass(frozen=True)
class RulePart:
    """A part of the rules with its form; ``rows`` where it is a list."""

    key: str
    title: Any
    form: type[RuleForm]
    rows: bool = True


PARTS = {
    part.key: part
    for part in (
        RulePart("dates", _("Times"), DatesForm, rows=False),
        RulePart("groups", _("Groups"), GroupForm),
        RulePart("categories", _("Categories"), CategoryForm),
        RulePart("sections", _("Questions of the form"), SectionForm),
        RulePart("papers", _("Attachments"), PaperForm),
        RulePart("stages", _("Stages of scoring"), StageForm),
        RulePart("criteria", _("Criteria"), CriterionForm),
        RulePart("cuts", _("Lists that are cut"), CutForm),
        RulePart("ties", _("Ties"), TieForm),
        RulePart("conflicts", _("Conflicts of interest"), ConflictsForm, rows=False),
    )
}
