"""The rules of a round as data: read, written, compared, and asked what they lack."""

import contextlib
from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from selections.rounds.known_rounds import known_rounds
from selections.rules.differences import Difference, differences
from selections.rules.lacking import Lack, lacking
from selections.rules.rulebook_json import read, written
from tests.selections.rulebooks import rulebook

OPENED = datetime.fromisoformat("2026-01-05T08:00:00+07:00")


def _dates(**told):
    return rulebook(OPENED)["dates"] | told


def changed(part, number, **values):
    """Return complete rules of which one row differs."""
    rules = rulebook(OPENED)
    rules[part][number] |= values
    return rules


def test_complete_rules_lack_nothing():
    assert lacking(read(rulebook(OPENED))) == []


def test_rules_come_back_as_they_were_written():
    rules = written(read(rulebook(OPENED)))
    assert written(read(rules)) == rules


@pytest.mark.parametrize("known", known_rounds(), ids=lambda known: known.key)
def test_known_rounds_are_read_and_lack_what_no_source_tells(known):
    assert written(read(known.rules)) == known.rules
    found = {one.lack for one in lacking(read(known.rules))}
    assert {Lack.OPENS, Lack.CLOSES, Lack.CONFLICTS} <= found


def test_what_the_sources_tell_of_2021_is_there_and_nothing_else():
    told = read(next(one.rules for one in known_rounds() if one.key == "kipp-2021"))
    assert [(one.code, one.min_age_months, one.quota) for one in told.groups] == [
        ("umum", 24, 10),
        ("replikasi", 12, 5),
        ("khusus", 24, None),
    ]
    assert dict(told.cut("top99").sizes) == {"umum": 99, "replikasi": 15, "khusus": 15}
    assert [one.weight for one in told.criteria] == []
    assert all(one.per_entry is None and one.blind is None for one in told.stages)


@pytest.mark.parametrize(
    ("rules", "lack"),
    [
        (rulebook(OPENED, dates={}), Lack.OPENS),
        (rulebook(OPENED, dates=_dates(objections_until=None)), Lack.CHECK_OBJECTIONS),
        (
            rulebook(OPENED, dates=_dates(objections_until=rulebook(OPENED)["dates"]["mending_until"])),
            Lack.CHECK_OBJECTIONS,
        ),
        (rulebook(OPENED, groups=[]), Lack.GROUPS),
        (rulebook(OPENED, categories=[]), Lack.CATEGORIES),
        (rulebook(OPENED, sections=[]), Lack.SECTIONS),
        (rulebook(OPENED, stages=[]), Lack.STAGES),
        (rulebook(OPENED, cuts=[]), Lack.CUTS),
        (rulebook(OPENED, conflicts={}), Lack.CONFLICTS),
        (rulebook(OPENED, ties=[{"kind": "criterion", "criterion": "lain"}]), Lack.TIE_CRITERION),
        (changed("groups", 0, min_age_months=None), Lack.AGE),
        (changed("groups", 0, entrance=None), Lack.ENTRANCE),
        (changed("groups", 0, quota=None), Lack.QUOTA),
        (changed("groups", 0, awards=None), Lack.AWARDS),
        (changed("groups", 0, award_limits={}), Lack.AWARD_LIMITS),
        (changed("groups", 0, award_limits={"Top 45": 0, "Top 99": None}), Lack.AWARD_LIMITS),
        (changed("groups", 0, code="replikasi"), Lack.CODES),
        (changed("sections", 0, max_words=None), Lack.WORDS),
        (changed("papers", 0, max_mb=None), Lack.FILE_SIZE),
        (changed("stages", 0, per_entry=None), Lack.PER_ENTRY),
        (changed("stages", 0, spread_limit=None), Lack.SPREAD),
        (changed("stages", 0, official=None), Lack.OFFICIAL),
        (changed("stages", 0, blind=None), Lack.BLIND),
        (changed("stages", 0, due_at=None), Lack.DUE),
        (changed("criteria", 0, weight=None), Lack.WEIGHT),
        (changed("criteria", 0, weight="0"), Lack.WEIGHT),
        (changed("criteria", 0, most="0"), Lack.SCALE),
        (changed("criteria", 0, anchors=[]), Lack.ANCHORS),
        (changed("criteria", 0, stage="lain"), Lack.STAGES),
        (changed("cuts", 0, sizes={"umum": None, "replikasi": 2}), Lack.SIZE),
        (changed("cuts", 0, weights={}), Lack.COMBINATION),
        (changed("cuts", 1, weights={"substance": "100"}), Lack.COMBINATION),
        (changed("cuts", 0, objections_until=None), Lack.OBJECTIONS),
    ],
)
def test_each_rule_that_is_blank_is_named(rules, lack):
    assert lack in {one.lack for one in lacking(read(rules))}


@pytest.mark.parametrize(
    "rules",
    [
        {"warna": []},
        {"groups": [{"code": "a", "name": "A", "umur": 3}]},
        {"groups": "umum"},
        {"criteria": [{"code": "a", "name": "A", "stage": "s", "weight": "banyak"}]},
        {"criteria": [{"code": "a", "name": "A", "stage": "s", "most": "Infinity"}]},
        {"cuts": [{"code": "a", "name": "A", "weights": {"s": "NaN"}}]},
        {"dates": {"opens_at": "besok"}},
        {"dates": {"opens_at": "2026-01-05T08:00:00"}},  # of which zone?
        {"ties": [{"kind": "umur"}]},
        {"stages": [{"code": "a", "name": "A", "judges": "penonton"}]},
    ],
)
def test_what_is_no_rule_is_refused_by_its_place(rules):
    with pytest.raises(ValidationError):
        read(rules)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda part: (
            st.lists(part, max_size=3)
            | st.dictionaries(st.sampled_from(["code", "name", "groups", "cuts"]), part, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_no_json_breaks_the_reader(value):
    with contextlib.suppress(ValidationError):
        read({"groups": value, "cuts": value, "dates": value})


def test_differences_are_told_by_code_and_not_by_place():
    before = rulebook(OPENED)
    after = changed("groups", 0, quota=3)
    after["groups"].reverse()
    assert differences(before, after) == [Difference("groups / umum / quota", 2, 3)]


def test_a_row_that_is_new_or_gone_is_told_as_a_whole():
    before = rulebook(OPENED)
    after = rulebook(OPENED, categories=before["categories"][:1])
    (found,) = differences(before, after)
    assert (found.place, found.after) == ("categories / kesehatan", None)
