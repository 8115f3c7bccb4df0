"""From an indicator's words to the effect that it measures. Pure: rules come in as arguments."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple, Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _

from innovations import rules
from search.language import normalise


class Effect(models.TextChoices):
    """What an outcome is about. The codes stand in addresses and in the API."""

    SERVICE_TIME = "service_time", _("Service time")
    QUEUE = "queue", _("Queues")
    COST = "cost", _("Cost")
    COVERAGE = "coverage", _("Coverage")
    SATISFACTION = "satisfaction", _("Satisfaction")
    MORTALITY_MORBIDITY = "mortality_morbidity", _("Deaths and illness")
    COMPLAINTS = "complaints", _("Complaints")
    REVENUE = "revenue", _("Income")
    NONE = "none", _("None of these")


class Measured(rules.OutcomeFigures, Protocol):
    """An outcome with the name of what was measured."""

    indicator: str


class Result(NamedTuple):
    """What an outcome says of its effect: by how many per cent it became better, None where that is unknown."""

    effect: str
    evidence: str
    improvement: Decimal | None


class EffectMatcher:
    """A set of rules: words, and the effect that an indicator with all of them measures.

    Words are compared in their normal spelling, not by their stems: «pendapatan» is no
    «mendapat», and an editor sees at once what a rule finds.

    Where several rules fit, the one whose words begin first decides, for in Indonesian
    the head of an expression comes first: «keluhan atas waktu tunggu» are complaints. Of
    those that begin at the same word, the one with the most words decides: «waktu tunggu»
    before «waktu».
    """

    def __init__(self, rules: Iterable[tuple[str, str]]) -> None:
        """Spell the words of each rule as indicators are spelled; a rule without any is left out."""
        found = [(frozenset(normalise(words).split()), effect) for words, effect in rules]
        self._rules = [rule for rule in found if rule[0]]
        self._known: dict[str, str] = {}

    def effect_of(self, indicator: str) -> str:
        """Return the code of the effect; empty where no rule fits."""
        if indicator not in self._known:
            self._known[indicator] = self._work_out(indicator)
        return self._known[indicator]

    def results_of(self, outcomes: Iterable[Measured]) -> Iterator[Result]:
        """Yield the results of the outcomes that measure one of the effects."""
        for outcome in outcomes:
            effect = self.effect_of(outcome.indicator)
            if effect not in ("", Effect.NONE):
                yield Result(effect, outcome.evidence, rules.improvement(outcome))

    def _work_out(self, indicator: str) -> str:
        places: dict[str, int] = {}
        for place, word in enumerate(normalise(indicator).split()):
            places.setdefault(word, place)
        fitting = [(words, effect) for words, effect in self._rules if words <= places.keys()]
        if not fitting:
            return ""
        return min(fitting, key=lambda rule: (min(places[word] for word in rule[0]), -len(rule[0])))[1]
