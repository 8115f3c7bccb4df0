"""Why a case stands where it does, for moderators: the hits of a search, and the parts of one's score."""

from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innovations.cms.case_chooser import case_chooser
from innovations.models import InnovationPage
from search.engines.base import ScoreExplanation, ScorePart
from search.errors import SearchUnavailable
from search.finding import find
from search.labels import field_label, score_label
from search.parameters import Parameters
from search.scores import Explanation, explain_score

_FIRST: Final = 10


class ScoreForm(forms.Form):
    """A search and, to have its score explained, a case."""

    q = forms.CharField(label=_("Query"), max_length=200)
    case = forms.ModelChoiceField(
        InnovationPage.objects.live(), label=_("Case"), required=False, widget=case_chooser.widget_class
    )


def scores(request: HttpRequest) -> HttpResponse:
    """Show the first hits of the search with their scores, and what one case's score is made of."""
    form = ScoreForm(request.GET if "q" in request.GET else None)
    context = {"header_title": _("Scores"), "form": form, "media": form.media}
    if form.is_valid():
        try:
            context |= _answer(form.cleaned_data["q"], form.cleaned_data["case"])
        except SearchUnavailable as unavailable:
            context["reason"] = unavailable.reason
    return render(request, "search/cms/scores.html", context)


def _answer(text: str, case: InnovationPage | None) -> dict[str, object]:
    now = timezone.now()
    answer: dict[str, object] = {"found": find(Parameters(q=text, page_size=_FIRST), now)}
    if case is not None:
        explanation = explain_score(text, case.pk, now)
        answer |= {"case": case, "words": _words(explanation), "score": explanation.score}
        answer["parts"] = _parts(explanation.score)
    return answer


def _words(explanation: Explanation) -> list[tuple[str, str]]:
    """Return each word of the search and what it also looks for."""
    return [
        (clause.word, ", ".join(one.text for one in clause.alternatives[1:]))
        for clause in explanation.reading.request.clauses
    ]


def _parts(score: ScoreExplanation) -> list[tuple[str, str, float, list[tuple[str, str, float]]]]:
    """Return label, word, score and places (field, form, score) of each part, the greatest first."""
    return [
        (score_label(part.kind), part.word, part.score, _places(part))
        for part in sorted(score.parts, key=lambda part: -part.score)
    ]


def _places(part: ScorePart) -> list[tuple[str, str, float]]:
    places = sorted(part.places, key=lambda place: -place.score)
    return [(field_label(place.field), place.text, place.score) for place in places]
