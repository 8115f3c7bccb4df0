"""The form of the self-check: a level and the evidence for each indicator."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from selections.other_forms.actions import Answer
from selections.other_forms.iid import Index
from selections.other_forms.labels import label_of
from selections.other_forms.proposals import Proposal
from selections.other_forms.queries import Filled
from selections.rules.self_check import Indicator, choices, mandatory_first, points


@dataclass(frozen=True)
class Row:
    """One indicator with its fields, what the case proposes and the points of what is stored."""

    indicator: Indicator
    level: forms.BoundField
    evidence: forms.BoundField
    proposal: Proposal | None
    proposed: str
    chosen: str
    points: int


class SelfCheckForm(forms.Form):
    """The indicators of one version; ``seen`` is the revision that the person saw."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, index: Index, filled: Filled) -> None:
        """Begin with what is stored. Nothing is chosen that nobody chose."""
        super().__init__(data, initial={"seen": filled.revision})
        self.index, self.filled = index, filled
        for indicator in index.indicators:
            answer = filled.answers.get(str(indicator.number), Answer())
            self.fields[_level(indicator)] = _choice(indicator, answer.choice)
            self.fields[_evidence(indicator)] = forms.CharField(
                label=label_of(_("Evidence"), indicator.name),
                initial=answer.text,
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def rows(self, proposals: Mapping[int, Proposal]) -> list[Row]:
        """Return the indicators as they are shown, mandatory ones first."""
        return [self._row(one, proposals.get(one.number)) for one in mandatory_first(self.index.indicators)]

    def _row(self, indicator: Indicator, proposal: Proposal | None) -> Row:
        offered = dict(choices(indicator))
        chosen = self.filled.answers.get(str(indicator.number), Answer()).choice
        return Row(
            indicator=indicator,
            level=self[_level(indicator)],
            evidence=self[_evidence(indicator)],
            proposal=proposal,
            proposed=offered.get(str(proposal.level), "") if proposal else "",
            chosen=offered.get(chosen, ""),
            points=points(indicator, chosen),
        )

    @property
    def answers(self) -> dict[str, Answer]:
        """Return what was answered, by the number of the indicator."""
        return {
            str(one.number): Answer(self.cleaned_data[_level(one)], self.cleaned_data[_evidence(one)])
            for one in self.index.indicators
        }


def _level(indicator: Indicator) -> str:
    return f"level_{indicator.number}"


def _evidence(indicator: Indicator) -> str:
    return f"evidence_{indicator.number}"


def _choice(indicator: Indicator, chosen: str) -> forms.ChoiceField:
    offered = [("", _("not filled yet")), *choices(indicator)]
    widget: type[forms.Select] | type[forms.RadioSelect] = forms.Select if indicator.bases else forms.RadioSelect
    return forms.ChoiceField(
        label=label_of(_("Level"), indicator.name), choices=offered, initial=chosen, required=False, widget=widget
    )
