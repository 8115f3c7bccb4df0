"""Filtering by effect, least change and evidence."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.base import Range
from search.errors import ParameterError
from search.facets import BY_KEY
from search.facets.effects import EFFECTS
from search.parameters import Parameters
from tests.search.effects.builders import answer

COST = ("cost", "cost:25", "cost:50", "cost:75", "cost:unknown")
PROVEN_COST = tuple(f"external/{code}" for code in COST)
SOUGHT = [
    ({"effect": ("cost",)}, COST),
    ({"effect": ("queue:50", "cost")}, (Range("change_queue", lowest=50), *COST)),
    ({"effect": ("queue:unknown",)}, ("queue:unknown",)),
    (
        {"effect": ("queue:33", "cost", "cost:unknown"), "evidence": ("external",)},
        (Range("change_queue_external", lowest=33), *PROVEN_COST),
    ),
]


@pytest.mark.parametrize(("filters", "choices"), SOUGHT)
def test_a_least_change_is_asked_of_the_number_at_the_level_of_evidence(filters, choices):
    assert BY_KEY["effect"].sought(Parameters(filters=filters)) == choices


def test_counts_are_those_at_the_level_of_evidence():
    counts = (("queue", 3), ("external/queue", 1), ("external/queue:50", 1), ("internal/queue", 2))
    facet = BY_KEY["effect"]
    assert facet.told(counts, Parameters()) == [("queue", 3)]
    proven = Parameters(filters={"evidence": ("external",)})
    assert facet.told(counts, proven) == [("queue", 2), ("queue:25", 1), ("queue:50", 1)]


def test_who_reaches_a_step_counts_for_those_below_and_for_the_effect():
    counts = (("queue:25", 4), ("queue", 2), ("queue:75", 1), ("queue:unknown", 8), ("cost:50", 16))
    told = dict(BY_KEY["effect"].told(counts, Parameters()))
    assert told == {
        "queue": 15,
        "queue:25": 5,
        "queue:50": 1,
        "queue:75": 1,
        "queue:unknown": 8,
        "cost": 16,
        "cost:25": 16,
        "cost:50": 16,
    }


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("queue", "queue"),
        (" Queue : 050 ", "queue:50"),
        ("queue:0", "queue:0"),
        ("queue:Unknown", "queue:unknown"),
        ("mortality_morbidity:9999", "mortality_morbidity:9999"),
    ],
)
def test_an_effect_is_read_from_an_address(raw, value):
    assert BY_KEY["effect"].clean(raw) == value


@pytest.mark.parametrize(
    "raw", ["", "none", "waktu", "queue:", "queue:-1", "queue:50%", "queue:5.5", "queue:10000", "queue:٥٠", ":50"]
)
def test_what_is_no_effect_names_what_would_do(raw):
    with pytest.raises(ParameterError) as caught:
        BY_KEY["effect"].clean(raw)
    assert (caught.value.parameter, caught.value.value) == ("effect", raw)
    assert "service_time:50" in caught.value.message


@given(st.one_of(st.text(), st.from_regex(rf"({'|'.join(EFFECTS)}):?[0-9]{{0,5}}", fullmatch=True)))
def test_any_text_is_refused_or_is_an_effect_that_reads_as_itself(raw):
    facet = BY_KEY["effect"]
    with suppress(ParameterError):
        value = facet.clean(raw)
        assert facet.clean(value) == value
        assert facet.name(value)
        assert facet.sought(Parameters(filters={"effect": (value,)}))


FOUND = {
    "effect=service_time": {"Cepat", "Lumayan", "Terukur"},
    "effect=service_time:50": {"Cepat", "Lumayan"},
    "effect=service_time:51": {"Cepat"},
    "effect=service_time:98": set(),
    "effect=service_time:51&effect=service_time:unknown": {"Cepat", "Terukur"},
    "effect=service_time:51&effect=cost:50": {"Cepat", "Lumayan"},
    "effect=queue:25": {"Cepat"},
    "effect=queue:26": set(),
    "effect=coverage:50": {"Luas"},
    "effect=coverage:56": set(),
    "effect=revenue": set(),
    "evidence=external": {"Cepat", "Lumayan"},
    "evidence=internal": {"Cepat", "Lumayan", "Luas"},
    "evidence=external&evidence=internal": {"Cepat", "Lumayan", "Luas"},
    "effect=service_time:50&evidence=external": {"Cepat"},
    "effect=service_time:50&evidence=internal": {"Cepat"},
    "effect=queue&evidence=internal": set(),
    "effect=coverage:50&evidence=internal&sector=health": set(),
}


def test_a_change_and_its_evidence_are_asked_of_one_and_the_same_outcome(client, cases):
    answers = {query: answer(client, query) for query in FOUND}
    assert {query: {one["name"] for one in found["results"]} for query, found in answers.items()} == FOUND


def test_effects_are_counted_with_their_steps(client, cases):
    facets = answer(client, "")["facets"]
    assert {one["value"]: one["count"] for one in facets["effect"]} == {
        "service_time": 3,
        "service_time:25": 2,
        "service_time:50": 2,
        "service_time:75": 1,
        "service_time:unknown": 1,
        "queue": 1,
        "queue:25": 1,
        "cost": 1,
        "cost:25": 1,
        "cost:50": 1,
        "coverage": 1,
        "coverage:25": 1,
        "coverage:50": 1,
    }
    assert "evidence" not in facets
    proven = answer(client, "evidence=external")["facets"]["effect"]
    assert {one["value"]: one["count"] for one in proven if ":" not in one["value"]} == {"service_time": 1, "cost": 1}


def test_a_least_change_says_what_it_leaves_out(client, cases):
    [unknown] = answer(client, "effect=service_time:50&effect=cost")["left_out"]
    assert (unknown["parameter"], unknown["value"], unknown["count"]) == ("effect", "service_time:unknown", 1)
    assert "Waktu layanan" in unknown["message"]
    page = client.get("/cari/?effect=service_time:50").content.decode()
    assert 'href="/cari/?effect=service_time%3A50&amp;effect=service_time%3Aunknown"' in page
    for nothing in ("effect=service_time", "effect=service_time:50&effect=service_time:unknown", "effect=cost:50"):
        assert answer(client, nothing)["left_out"] == []


def test_a_hit_says_by_how_much_it_improved_what_was_asked_for(client, cases):
    def reasons(query):
        page = client.get(f"/cari/?{query}").content.decode()
        return [part.split("</p>")[0] for part in page.split('<p class="why">')[1:]]

    assert sorted(reasons("effect=service_time")) == [
        "Cocok: Waktu layanan +50\u00a0%",
        "Cocok: Waktu layanan +97\u00a0%",
        "Cocok: Waktu layanan, perubahan belum diketahui",
    ]
    assert reasons("effect=service_time:50&effect=queue&evidence=external") == ["Cocok: Waktu layanan +97\u00a0%"]
    assert reasons("q=cepat&effect=queue") == ["Cocok: cepat (nama); Antrean +25\u00a0%"]
    assert reasons("evidence=external&cost_max=unknown") == []
