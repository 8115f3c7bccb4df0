"""Outcomes and cases that have them."""

import json

from innovations.models import Outcome
from innovations.record import outcome_of
from search.effects import EffectMatcher
from tests.factories import CaseFactory

RULES = [
    ("waktu", "service_time"),
    ("waktu tunggu", "queue"),
    ("antrean", "queue"),
    ("keluhan", "complaints"),
    ("pendapatan", "revenue"),
    ("!?", "cost"),
]


def outcome(indicator="Waktu layanan", baseline=None, value=None, evidence="", better="lower", unit="menit", **more):
    known = {"baseline": baseline, "value": value, "evidence": evidence} | more
    return {"indicator": indicator, "unit": unit, "better": better} | {k: v for k, v in known.items() if v is not None}


def told(*outcomes):
    """The record of a case as the projection hands it to the facets."""
    return {"outcomes": outcomes, "results": list(EffectMatcher(RULES).results_of(map(outcome_of, outcomes)))}


def case_with(title, *outcomes, **fields):
    case = CaseFactory(title=title, **fields)
    case.outcomes = [Outcome(**one) for one in outcomes]
    case.save_revision().publish()
    return case


def answer(client, query):
    """Return what the API answers."""
    return json.loads(client.get(f"/api/v1/cases?{query}").content)
