"""What other weights would do to the judged queries, for moderators. Nothing is saved."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.errors import SearchUnavailable
from search.labels import field_label
from search.quality import Answer, Quality, by_kind
from search.scores import judge, judged_here
from search.weights import DECLARED, Weights

_MOST_CHANGED: Final = 10
_LARGEST: Final = 100.0

_LABELS: Final = {
    "fields": _("A word of the reader, by field"),
    "other_words": _("Another word for it"),
    "held": _("A word that is anywhere in the case"),
    "near": _("Neighbours that stand together in name, title, tags or summary"),
    "near_in_sections": _("Neighbours that stand together in a section"),
    "other_fields": _("Share of the lesser fields"),
    "whole_name": _("The whole name"),
    "confirmed": _("Confirmed by its unit within the year"),
    "optional_word": _("Share of words typed around what is sought"),
}

_KINDS: Final = {
    "": _("all together"),
    "name": _("a name"),
    "name_part": _("a part of a name"),
    "name_misspelled": _("a misspelled name"),
    "everyday": _("everyday words"),
    "need": _("a need"),
    "question": _("a whole question"),
    "place": _("with a place"),
    "synonym": _("another word"),
    "meaning": _("a word of several meanings"),
    "english": _("an English word"),
    "spelling": _("another spelling"),
    "typo": _("a typing error"),
    "chat": _("chat spelling"),
    "affix": _("other affixes"),
    "clitic": _("a clitic"),
    "reduplication": _("a doubled word"),
    "joined_preposition": _("a joined preposition"),
    "apart": _("one word written as two"),
    "missing_word": _("a word that no case has"),
}
"""What the kinds of judged queries are called."""


class WeightsForm(forms.Form):
    """Every weight that makes a score, filled in as declared; ``group.key`` where there is one for each field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make an input for each weight."""
        super().__init__(*args, **kwargs)
        for group, value in _declared():
            for key, weight in value.items() if isinstance(value, Mapping) else [("", value)]:
                self.fields[f"{group}.{key}"] = forms.FloatField(
                    label=field_label(key) if key else _LABELS[group],
                    initial=weight,
                    min_value=0,
                    max_value=_LARGEST,
                    widget=forms.NumberInput(attrs={"step": "any"}),
                )

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the inputs in their groups; those that stand alone come last, without a title."""
        several = [group for group, value in _declared() if isinstance(value, Mapping)]
        alone = [self[name] for name in self.fields if name.endswith(".")]
        return [*((str(_LABELS[group]), self._inputs(f"{group}.")) for group in several), ("", alone)]

    def _inputs(self, beginning: str) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(beginning)]

    def weights(self) -> Weights:
        """Return the weights that were sent."""
        sent = self.cleaned_data
        changed: dict[str, Any] = {
            group: {key: sent[f"{group}.{key}"] for key in value} if isinstance(value, Mapping) else sent[f"{group}."]
            for group, value in _declared()
        }
        return Weights(**changed)


def _declared() -> list[tuple[str, Any]]:
    return [(field.name, getattr(DECLARED, field.name)) for field in fields(DECLARED)]


@dataclass(frozen=True, slots=True)
class Compared:
    """The figures of a kind of queries before and after."""

    kind: str | Promise
    before: Quality
    after: Quality

    @property
    def change(self) -> float:
        """Return by how much nDCG changes."""
        return self.after.ndcg - self.before.ndcg


def weights(request: HttpRequest) -> HttpResponse:
    """Show the declared weights and, for those that were sent, the figures before and after."""
    form = WeightsForm(request.POST or None)
    context: dict[str, Any] = {"header_title": _("Try weights"), "form": form}
    if form.is_valid():
        try:
            context |= _compare(form.weights())
        except (OSError, SearchUnavailable) as error:
            context["reason"] = str(error)
    return render(request, "search/cms/weights.html", context)


def _compare(tried: Weights) -> dict[str, Any]:
    now = timezone.now()
    judged = judged_here(settings.SEARCH_JUDGED, now)
    if not judged:
        return {"reason": _("No judged query has a useful case on this site.")}
    before, after = judge(judged, (DECLARED, tried), now)
    both = zip(by_kind(before), by_kind(after), strict=True)
    kinds = [Compared(_KINDS.get(kind, kind), old, new) for (kind, old), (_kind, new) in both]
    return {"compared": kinds, "changed": _most_changed(before, after)}


def _most_changed(before: list[Answer], after: list[Answer]) -> list[tuple[str, float, float]]:
    """Return the queries whose nDCG changes most, with both figures."""
    pairs = [(old.judged.query, old.ndcg, new.ndcg) for old, new in zip(before, after, strict=True)]
    changed = [pair for pair in pairs if pair[1] != pair[2]]
    return sorted(changed, key=lambda pair: -abs(pair[1] - pair[2]))[:_MOST_CHANGED]
