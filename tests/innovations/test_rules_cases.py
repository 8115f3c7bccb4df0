"""Cost, age, completeness, what submitting needs, and what texts must not hold."""

import datetime
import json
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from innovations import rules
from innovations.rules.texts import unexplained_acronyms

TODAY = datetime.date(2026, 11, 22)
DATA = Path(__file__).parents[2] / "innovations" / "data"
REAL = [json.loads(line) for line in (DATA / "innovations.jsonl").read_text(encoding="utf-8").splitlines()]
DEMO = [json.loads(line) for line in (DATA / "demo_cases.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("setup", "yearly", "band"),
    [
        (None, None, None),
        (0, 0, "free"),
        (0, None, None),
        (None, 0, None),
        (1, None, "under_10m"),
        (9_999_999, 0, "under_10m"),
        (10_000_000, None, "10m_100m"),
        (6_000_000, 5_000_000, "10m_100m"),
        (99_999_999, 1, "100m_1b"),
        (999_999_999, None, "100m_1b"),
        (1_000_000_000, None, "over_1b"),
        (None, 48_000_000_000, "over_1b"),
    ],
)
def test_the_cost_band_is_that_of_the_first_year(setup: int | None, yearly: int | None, band: str | None) -> None:
    assert rules.cost_band(setup, yearly) == band


@pytest.mark.parametrize(
    ("started", "seen", "years", "months", "at_least"),
    [
        ("2019-06-27", "", 7, 88, False),
        ("2019-11-22", "", 7, 84, False),
        ("2019-11-23", "", 6, 83, False),
        ("2019-06", "", 7, 88, True),
        ("2019", "", 6, 82, True),
        ("", "2023", 2, 34, True),
        ("2019", "2017", 6, 82, True),
        ("2026", "", 0, 0, True),
        ("2026-11-22", "", 0, 0, False),
    ],
)
def test_the_age_is_never_more_than_is_proven(started: str, seen: str, years: int, months: int, at_least: bool) -> None:
    age = rules.innovation_age(started, seen, TODAY)
    assert age is not None
    assert (age.years, age.months, age.at_least) == (years, months, at_least)


@pytest.mark.parametrize(("started", "seen"), [("", ""), ("2027", ""), ("2026-12", ""), ("", "2026-11-23")])
def test_without_a_date_or_before_the_start_there_is_no_age(started: str, seen: str) -> None:
    assert rules.innovation_age(started, seen, TODAY) is None


@given(st.dates(datetime.date(1990, 1, 1), TODAY))
def test_a_less_precise_date_never_makes_older(day: datetime.date) -> None:
    ages = [rules.innovation_age(text, "", TODAY) for text in (str(day), str(day)[:7], str(day)[:4])]
    months = [age.months for age in ages if age is not None]
    assert len(months) == 3
    assert months == sorted(months, reverse=True)


def test_nothing_is_worth_nothing_and_everything_a_hundred() -> None:
    assert rules.completeness({"name": "X"}).score == 0
    full = {
        **DEMO[0],
        "status": "continues",
        "contact": {"office": "Bidang Pelayanan"},
        "pictures": [{"title": "x"}],
        "documents": [{"title": "x"}],
    }
    report = rules.completeness(full)
    assert (report.score, report.missing) == (100, ())


def test_what_is_missing_says_why_it_matters_heaviest_first() -> None:
    with translation.override("id"):
        missing = rules.completeness(REAL[4]).missing
        assert missing[0].label == "Cara kerja"
        assert missing[0].why.endswith(".")
    weights = [criterion.weight for criterion in missing]
    assert weights == sorted(weights, reverse=True)
    with translation.override("en"):
        assert missing[0].label == "How it works"


@pytest.mark.parametrize("key", [key for key in DEMO[0] if key not in {"id", "example"}])
def test_taking_something_away_never_makes_more_complete(key: str) -> None:
    less = {name: value for name, value in DEMO[0].items() if name != key}
    assert rules.completeness(less).score <= rules.completeness(DEMO[0]).score


def test_unknown_adds_nothing_but_zero_does() -> None:
    assert rules.completeness({"connectivity": "unknown"}).score == 0
    assert rules.completeness({"cost": {"setup_idr": 0}}).score > 0


@pytest.mark.parametrize("record", DEMO, ids=lambda record: record["id"])
def test_the_full_cases_could_be_submitted(record: dict) -> None:
    assert rules.required_on_submit(record) == []


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"name": ""}, "name"),
        ({"plain_title": "  "}, "plain_title"),
        ({"sections": {}}, "sections.problem"),
        ({"outcomes": []}, "outcomes"),
        ({"sectors": []}, "sectors"),
        ({"contact": {"phone": "1"}}, "contact"),
        ({"started_on": "", "seen_on": None}, "begun"),
        ({"summary": "kata " * 201}, "summary"),
        ({"outcomes": [{"indicator": "x", "unit": "y"}]}, "outcomes[0].value"),
        ({"outcomes": [{"indicator": "x", "unit": "y", "value": 5, "value_max": 4}]}, "outcomes[0].value_max"),
        ({"outcomes": [{"indicator": "x", "unit": "y", "value": 5, "source": "-"}]}, "outcomes[0].source"),
        ({"status": "stopped", "status_reason": ""}, "status_reason"),
        ({"plain_title": "<b>Tebal</b>"}, "plain_title"),
    ],
)
def test_every_gap_is_named_on_submit(change: dict, key: str) -> None:
    assert key in {gap.key for gap in rules.required_on_submit({**DEMO[0], **change})}


def test_not_knowing_whether_it_still_runs_is_an_answer() -> None:
    assert rules.required_on_submit({**DEMO[0], "status": "unknown", "status_reason": ""}) == []


def test_advice_names_what_readers_will_miss() -> None:
    record = {
        **DEMO[0],
        "cost": {},
        "summary": "Petugas XYZW datang.",
        "sections": {"problem": "Hubungi 0812-3456-7890.", "obstacles": ""},
        "outcomes": [{"indicator": "Lama", "unit": "menit", "value": 3}],
    }
    keys = [gap.key for gap in rules.advice(record)]
    assert keys == ["outcomes[0].baseline", "cost", "sections.obstacles", "sections", "sections.problem"]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("<p>Halo</p>", ["<p>", "</p>"]),
        ("baris<br/>baru<BR>lagi", ["<br/>", "<BR>"]),
        ('<a href="https://contoh.example">x</a>', ['<a href="https://contoh.example">', "</a>"]),
        ("<script src=x>", ["<script src=x>"]),
        ("<input disabled>", ["<input disabled>"]),
        ("<!-- catatan -->", ["<!--"]),
        ("kurang dari < 5 menit", []),
        ("<5 menit dan >3 orang", []),
        ("ketik REG <spasi> NIK", []),
        ("bila a <b dan c> d", []),
        ("5 < 6 > 4", []),
        ("", []),
    ],
)
def test_tags_are_told_from_signs(text: str, tags: list[str]) -> None:
    assert rules.html_tags(text) == tags


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hubungi 0812-3456-7890 ya", ["0812-3456-7890"]),
        ("(0711) 350111", ["(0711) 350111"]),
        ("021-3500111", ["021-3500111"]),
        ("+62 812 3456 7890", ["+62 812 3456 7890"]),
        ("tulis ke dinas.x@contoh.go.id.", ["dinas.x@contoh.go.id"]),
        ("Darurat 112 dan 119", []),
        ("Rp 1.250.000.000 dan 0,02 persen", []),
        ("sejak 01-02-2019 sampai 2020-03-04", []),
        ("NIK 3201234567890001", []),
        ("Perda 07/2019", []),
    ],
)
def test_phone_numbers_and_addresses_are_told_from_figures(text: str, found: list[str]) -> None:
    assert rules.contact_details(text) == found


@pytest.mark.parametrize(
    ("record", "found"),
    [
        ({"summary": "Petugas LPKA datang."}, ["LPKA"]),
        ({"summary": "Lembaga Pembinaan Khusus Anak (LPKA) dan LPKA lain."}, []),
        ({"summary": "LPKA (Lembaga Pembinaan Khusus Anak)."}, []),
        ({"summary": "LPKA (19 orang)."}, ["LPKA"]),
        ({"summary": "KTP-el, KTP, dan RSUD dikenal semua orang."}, []),
        ({"name": "SAMPAN AKTA", "summary": "SAMPAN berlayar."}, []),
        ({"unit": {"name": "DKP3A Provinsi"}, "summary": "DKP3A bekerja."}, []),
    ],
)
def test_acronyms_want_to_be_spelled_out_once(record: dict, found: list[str]) -> None:
    assert unexplained_acronyms(record) == found


@given(st.text())
def test_no_text_breaks_the_checks(text: str) -> None:
    rules.html_tags(text)
    rules.contact_details(text)
    unexplained_acronyms({"summary": text, "sections": {"idea": text}})
