"""How like one another two units are, and why."""

from dataclasses import fields, replace

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from common.choices import Connectivity
from common.vocabulary import LEVELS, UNIT_TYPES
from units.likeness import TRAITS, UnitProfile, likeness, likeness_score

ISLAND = UnitProfile(
    type="community_health_centre",
    level="regency",
    population=20_000,
    staff=30,
    connectivity="intermittent",
    remote=True,
    budget=1,
    province="81",
)
KNOWN_LITTLE = UnitProfile(type="samsat", level="province", province="35")


@pytest.mark.parametrize(
    ("changes", "score"),
    [
        ({}, 1.0),
        ({"province": "82"}, 13 / 14),
        ({"type": "samsat"}, 11 / 14),
        ({"level": "city"}, 12 / 14),
        ({"remote": False}, 12 / 14),
        ({"connectivity": "always"}, 13 / 14),
        ({"connectivity": "none"}, 13 / 14),
        ({"population": 200_000}, 12 / 14),
        ({"population": 2_000}, 12 / 14),
        ({"population": 2_000_000}, 12 / 14),
        ({"population": 63_246}, 13 / 14),
        ({"staff": 3}, 13 / 14),
        ({"staff": 0}, 13 / 14),
        ({"budget": 2}, 13.5 / 14),
        ({"budget": 4}, 13 / 14),
        ({"type": "", "level": "city"}, 9 / 11),
        ({"connectivity": Connectivity.UNKNOWN, "remote": None, "staff": None, "budget": None}, 1.0),
    ],
)
def test_each_trait_counts_its_weight_and_what_is_unknown_counts_nothing(changes, score):
    assert likeness_score(ISLAND, replace(ISLAND, **changes)) == pytest.approx(score, abs=1e-3)


def test_signals_at_both_ends_of_the_scale_are_not_alike():
    always, none = replace(ISLAND, connectivity="always"), replace(ISLAND, connectivity="none")
    assert likeness_score(always, none) == pytest.approx(12 / 14)


@pytest.mark.parametrize(
    ("known", "score"),
    [
        (UnitProfile(), None),
        (UnitProfile(type="samsat"), None),
        (UnitProfile(type="samsat", province="35"), None),
        (UnitProfile(level="province", province="35"), None),
        (UnitProfile(type="samsat", level="province"), 1.0),
        (UnitProfile(type="samsat", level="regency", province="35"), 4 / 6),
    ],
)
def test_where_too_little_is_known_of_both_nothing_is_said(known, score):
    assert likeness(known, KNOWN_LITTLE).score == (score if score is None else pytest.approx(score))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"level": "city", "population": 900_000, "staff": 500, "budget": 4, "province": "35"},
            "sama-sama Puskesmas, kepulauan atau terpencil, sinyal terputus-putus",
        ),
        (
            {"type": "samsat", "level": "city", "remote": None, "connectivity": "always", "population": 22_000},
            "sama-sama melayani penduduk yang kurang lebih sama banyak, jumlah pegawai kurang lebih sama, "
            "anggaran seukuran, satu provinsi",
        ),
        (dict.fromkeys(("population", "staff", "budget")) | {"type": "", "level": ""}, None),
    ],
)
def test_the_reasons_are_what_both_share(changes, told):
    with translation.override("id"):
        found = str(likeness(ISLAND, replace(ISLAND, **changes)))
    assert found == (told or "sama-sama kepulauan atau terpencil, sinyal terputus-putus, satu provinsi")


def test_units_that_share_nothing_have_no_reason():
    other = UnitProfile(type="samsat", level="city")
    assert (likeness(ISLAND, other).score, str(likeness(ISLAND, other))) == (0.0, "")


numbers = st.none() | st.integers(0, 10_000_000)
profiles = st.builds(
    UnitProfile,
    type=st.sampled_from(["", *UNIT_TYPES]),
    level=st.sampled_from(["", *LEVELS]),
    population=numbers,
    staff=numbers,
    connectivity=st.sampled_from(["", *Connectivity.values]),
    remote=st.none() | st.booleans(),
    budget=st.none() | st.integers(0, 4),
    province=st.sampled_from(["", "16", "35", "81"]),
)


@given(profiles, profiles)
def test_likeness_is_the_same_both_ways_and_between_0_and_1(a, b):
    score = likeness_score(a, b)
    assert likeness_score(b, a) == (score if score is None else pytest.approx(score))
    assert score is None or 0 <= score <= 1
    assert likeness(a, b).score == score


@given(profiles)
def test_a_unit_is_like_itself_as_far_as_anything_is_known(unit):
    assert likeness_score(unit, unit) in (1.0, None)


@given(profiles, profiles)
def test_not_to_know_a_trait_never_lowers_the_score_below_what_differing_in_it_makes(a, b):
    score = likeness_score(a, b)
    for name, trait in TRAITS.items():
        values = getattr(a, name), getattr(b, name)
        known = all(value not in ("", None, "unknown") for value in values)
        if known and score is not None and values[0] != values[1] and trait.compare(*values) <= score:
            without = likeness_score(replace(a, **{name: None}), b)
            assert without is None or without >= score - 1e-9


def test_every_trait_of_a_profile_is_compared():
    assert set(TRAITS) == {field.name for field in fields(UnitProfile)}
