"""What each check of the administrative selection finds."""

import datetime

import pytest

from selections.rules.checks import Alike, Check, Known, check_entry
from selections.rules.rulebook import Awards, Entrance, Group, Paper, Section

CLOSES_ON = datetime.date(2026, 3, 31)
SECTIONS = [Section("a", "Ide", max_words=2), Section("b", "Lain", required=False)]
PAPERS = [Paper("p", "Surat"), Paper("v", "Video", link=True, required=False)]
FREE = {"min_age_months": 0, "entrance": Entrance.FREE, "awards": Awards.ANY}


def found(check, known, **group):
    findings = check_entry(known, Group("umum", "Umum", **(FREE | group)), SECTIONS, PAPERS, CLOSES_ON)
    return next(((one.found, one.reason) for one in findings if one.check is check), None)


@pytest.mark.parametrize(
    ("months", "started_on", "seen_on", "expected"),
    [
        (12, "2025-03-31", "", ("pass", "old")),
        (12, "2025-04-01", "", ("fail", "young")),
        (12, "2025-03", "", ("pass", "old")),
        (12, "2025-04", "", ("fail", "young")),
        (12, "2025", "", ("unknown", "vague")),
        (12, "2024", "", ("pass", "old")),
        (12, "2026", "", ("fail", "young")),
        (12, "", "", ("unknown", "no_date")),
        (12, "", "2025-03-31", ("pass", "seen")),
        (12, "", "2025-04-01", ("unknown", "no_date")),
        (12, "2026", "2024", ("pass", "seen")),
        (1, "2026-02-28", "", ("pass", "old")),
        (1, "2026-03-01", "", ("fail", "young")),
        (25, "2024-02-29", "", ("pass", "old")),
        (25, "2024-03-01", "", ("fail", "young")),
        (0, "2026-03-31", "", ("pass", "old")),
    ],
)
def test_age_is_counted_back_from_closing(months, started_on, seen_on, expected):
    assert found(Check.AGE, Known(started_on=started_on, seen_on=seen_on), min_age_months=months) == expected


@pytest.mark.parametrize(
    ("group", "known", "expected"),
    [
        ({"entrance": Entrance.FREE}, {"earlier_of_agency": 99}, ("pass", "free")),
        ({"entrance": Entrance.QUOTA, "quota": 2}, {"earlier_of_agency": 1}, ("pass", "quota")),
        ({"entrance": Entrance.QUOTA, "quota": 2}, {"earlier_of_agency": 2}, ("fail", "quota")),
        ({"entrance": Entrance.QUOTA, "quota": 0}, {"earlier_of_agency": 0}, ("fail", "quota")),
        ({"entrance": Entrance.QUOTA, "quota": 2}, {}, ("unknown", "no_agency")),
        ({"entrance": Entrance.INVITATION}, {"invited": True}, ("pass", "invitation")),
        ({"entrance": Entrance.INVITATION}, {}, ("unknown", "invitation")),
    ],
)
def test_quota(group, known, expected):
    assert found(Check.QUOTA, Known(**known), **group) == expected


@pytest.mark.parametrize(
    ("answers", "blank", "over"),
    [
        ({"a": "satu dua"}, "pass", "pass"),
        ({"a": "satu\n dua  tiga"}, "pass", "fail"),
        ({"a": " \n "}, "fail", "pass"),
        ({"b": "tanpa batas kata di sini"}, "fail", "pass"),
    ],
)
def test_answers_and_their_lengths(answers, blank, over):
    assert found(Check.ANSWERS, Known(answers=answers))[0] == blank
    assert found(Check.WORDS, Known(answers=answers))[0] == over


@pytest.mark.parametrize(("papers", "expected"), [({"p"}, "pass"), ({"p", "v"}, "pass"), ({"v"}, "fail"), ((), "fail")])
def test_papers(papers, expected):
    assert found(Check.PAPERS, Known(papers=frozenset(papers)))[0] == expected


@pytest.mark.parametrize(
    ("group", "ranks", "expected"),
    [
        ({"awards": Awards.ANY}, ["Top 45"], ("pass", "any")),
        ({"awards": Awards.LIMITS, "award_limits": {"Top 45": 0, "Top 99": 1}}, ["Top 99"], ("pass", "within")),
        ({"awards": Awards.LIMITS, "award_limits": {"Top 45": 0, "Top 99": 1}}, ["Top 99"] * 2, ("fail", "over")),
        ({"awards": Awards.LIMITS, "award_limits": {"Top 45": 0}}, ["Top 45"], ("fail", "over")),
        ({"awards": Awards.LIMITS, "award_limits": {"Top 45": 0}}, ["TOP  45 "], ("fail", "over")),
        ({"awards": Awards.LIMITS, "award_limits": {"top 99": 1}}, ["Top 99", "TOP 99"], ("fail", "over")),
        ({"awards": Awards.LIMITS, "award_limits": {"Top 45": 0}}, [], ("pass", "within")),
        ({"awards": Awards.WINNER}, ["Top 45"], ("pass", "winner")),
        ({"awards": Awards.WINNER}, [], ("unknown", "winner")),
    ],
)
def test_earlier_awards(group, ranks, expected):
    assert found(Check.AWARDS, Known(ranks=ranks), **group) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Known(), ("unknown", "no_original")),
        (Known(named_original="Perahu"), ("pass", "named")),
        (Known(replicated="Perahu"), ("pass", "replicated")),
        (Known(named_original="Kapal", replicated="Perahu"), ("pass", "replicated")),
    ],
)
def test_a_copy_has_an_original_by_its_replication_or_by_name(known, expected):
    assert found(Check.ORIGINAL, known, needs_original=True) == expected
    assert found(Check.ORIGINAL, known) is None


@pytest.mark.parametrize(
    ("alike", "expected"),
    [
        (None, ("unknown", "not_available")),
        ([], ("pass", "own")),
        ([Alike(1, "0001 A", "KIPP 2025", 0.6, False)], ("unknown", "alike")),
        ([Alike(1, "0001 A", "KIPP 2025", 0.1, True)], ("fail", "same_title")),
    ],
)
def test_likeness(alike, expected):
    assert found(Check.LIKENESS, Known(alike=alike)) == expected
