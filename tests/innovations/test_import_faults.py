"""Every fault of a record is named by line, key and value, in the reader's language; nothing is written."""

import json
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from innovations.models import InnovationPage
from tests.innovations.records import import_all, import_text, read_data, record
from units.models import ServiceUnit

pytestmark = pytest.mark.django_db

OUTCOME = {"indicator": "Lama layanan", "unit": "menit", "value": 5}


@pytest.mark.parametrize(
    ("change", "key", "value"),
    [
        ({"nama": "x"}, "nama", "x"),
        ({"sections": {"ide": "x"}}, "sections.ide", "x"),
        ({"unit": {"name": "A", "kota": "x"}}, "unit.kota", "x"),
        ({"outcomes": [OUTCOME, {**OUTCOME, "nilai": 3}]}, "outcomes[1].nilai", "3"),
        ({"id": None}, "id", ""),
        ({"id": "a b"}, "id", "a b"),
        ({"id": "x" * 65}, "id", "x" * 65),
        ({"id": 7}, "id", "7"),
        ({"id": "é"}, "id", "é"),
        ({"name": None}, "name", ""),
        ({"name": "   "}, "name", ""),
        ({"name": ["x"]}, "name", '["x"]'),
        ({"name": "satu\ndua"}, "name", "satu dua"),
        ({"name": "x" * 256}, "name", "x" * 79 + "…"),
        ({"name": "x\u0000y"}, "name", "x y"),
        ({"name": "x\ud800"}, "name", "x"),
        ({"plain_title": None}, "plain_title", ""),
        ({"summary": "kata " * 201}, "summary", ("kata " * 20)[:79].rstrip() + "…"),
        ({"summary": "<p>Halo</p>"}, "summary", "<p>Halo</p>"),
        ({"sections": {"idea": "a<br>b"}}, "sections.idea", "a<br>b"),
        ({"sections": "x"}, "sections", "x"),
        ({"unit": None}, "unit", ""),
        ({"unit": "RSUD"}, "unit", "RSUD"),
        ({"unit": {"type": "hospital"}}, "unit.name", ""),
        ({"unit": {"name": "!!!"}}, "unit.name", "!!!"),
        ({"unit": {"name": "A", "type": "rumah sakit"}}, "unit.type", "rumah sakit"),
        ({"unit": {"name": "A", "level": "kota"}}, "unit.level", "kota"),
        ({"unit": {"name": "A", "region": "99.99"}}, "unit.region", "99.99"),
        ({"unit": {"name": "A", "region": 16.71}}, "unit.region", "16.71"),
        ({"started_on": "2019-02-30"}, "started_on", "2019-02-30"),
        ({"started_on": "2019-6"}, "started_on", "2019-6"),
        ({"started_on": "27-06-2019"}, "started_on", "27-06-2019"),
        ({"seen_on": 2019}, "seen_on", "2019"),
        ({"confirmed_on": "0000"}, "confirmed_on", "0000"),
        ({"stage": "done"}, "stage", "done"),
        ({"status": "running"}, "status", "running"),
        ({"sectors": "health"}, "sectors", "health"),
        ({"sectors": ["kesehatan"]}, "sectors[0]", "kesehatan"),
        ({"sectors": [None]}, "sectors[0]", ""),
        ({"sdgs": [18]}, "sdgs[0]", "18"),
        ({"sdgs": [3, "4"]}, "sdgs[1]", "4"),
        ({"sdgs": [True]}, "sdgs[0]", "true"),
        ({"service_modes": ["jemput bola"]}, "service_modes[0]", "jemput bola"),
        ({"beneficiaries": ["warga"]}, "beneficiaries[0]", "warga"),
        ({"tags": ["…"]}, "tags[0]", "…"),
        ({"tags": ["x" * 81]}, "tags[0]", "x" * 79 + "…"),
        ({"digital": "ya"}, "digital", "ya"),
        ({"digital": 1}, "digital", "1"),
        ({"connectivity": "4G"}, "connectivity", "4G"),
        ({"cost": {"setup_idr": -1}}, "cost.setup_idr", "-1"),
        ({"cost": {"setup_idr": 1.5}}, "cost.setup_idr", "1.5"),
        ({"cost": {"setup_idr": "1000"}}, "cost.setup_idr", "1000"),
        ({"cost": {"setup_idr": 2**63}}, "cost.setup_idr", str(2**63)),
        ({"staff": True}, "staff", "true"),
        ({"staff": -1}, "staff", "-1"),
        ({"outcomes": [{"indicator": "x", "unit": "y"}]}, "outcomes[0].value", ""),
        ({"outcomes": [{"unit": "y", "value": 1}]}, "outcomes[0].indicator", ""),
        ({"outcomes": [{**OUTCOME, "better": "less"}]}, "outcomes[0].better", "less"),
        ({"outcomes": [{**OUTCOME, "value": "5"}]}, "outcomes[0].value", "5"),
        ({"outcomes": [{**OUTCOME, "value": False}]}, "outcomes[0].value", "false"),
        ({"outcomes": [{**OUTCOME, "value": 10**14}]}, "outcomes[0].value", str(10**14)),
        ({"outcomes": [{**OUTCOME, "value": 0.1234567}]}, "outcomes[0].value", "0.1234567"),
        ({"outcomes": [{**OUTCOME, "value_max": 4}]}, "outcomes[0].value_max", "4"),
        ({"outcomes": [{**OUTCOME, "baseline_max": 4}]}, "outcomes[0].baseline_max", "4"),
        ({"outcomes": [{**OUTCOME, "approximate": "±"}]}, "outcomes[0].approximate", "±"),
        ({"outcomes": [{**OUTCOME, "evidence": "pasti"}]}, "outcomes[0].evidence", "pasti"),
        ({"outcomes": [{**OUTCOME, "source": "Koran"}]}, "outcomes[0].source", "Koran"),
        ({"outcomes": [None]}, "outcomes[0]", ""),
        ({"awards": [{"year": 2019}]}, "awards[0].scheme", ""),
        ({"awards": [{"scheme": "sinovik"}]}, "awards[0].scheme", "sinovik"),
        ({"awards": [{"scheme": "kipp", "year": "2019"}]}, "awards[0].year", "2019"),
        ({"awards": [{"scheme": "kipp", "year": 19}]}, "awards[0].year", "19"),
        ({"awards": [{"scheme": "kipp", "rank": 99}]}, "awards[0].rank", "99"),
        ({"contact": {"phone": "0711"}}, "contact.office", ""),
        ({"contact": {"office": "A", "email": "bukan"}}, "contact.email", "bukan"),
        ({"contact": {"office": "A", "url": "ftp://contoh.example"}}, "contact.url", "ftp://contoh.example"),
        ({"video_url": "http://contoh.example/v"}, "video_url", "http://contoh.example/v"),
        ({"sources": [{"url": "https://contoh.example"}]}, "sources[0].title", ""),
        ({"sources": [{"title": "A", "url": "javascript:alert(1)"}]}, "sources[0].url", "javascript:alert(1)"),
        ({"sources": [{"title": "A", "kind": "blog"}]}, "sources[0].kind", "blog"),
        ({"pictures": [{"file": "a.jpg", "title": "A", "alt": "B"}]}, "pictures[0].file", "a.jpg"),
        ({"replicates": "uji-1"}, "replicates", "uji-1"),
        ({"replicates": "tidak-ada"}, "replicates", "tidak-ada"),
        ({"example": "ya"}, "example", "ya"),
    ],
)
def test_a_fault_is_named_by_key_and_value(change: dict[str, Any], key: str, value: str) -> None:
    report = import_all(record(), record("uji-2", name="Lain") if "replicates" in change else record("uji-0"))
    assert not report.problems
    before = InnovationPage.objects.count()
    report = import_all(record("uji-9"), {k: v for k, v in {**record(), **change}.items() if v is not None})
    assert [(problem.line, problem.key, problem.value) for problem in report.problems] == [(2, key, value)]
    assert (report.written, InnovationPage.objects.count()) == (False, before)
    assert report.problems[0].message.endswith((".", "?"))


@pytest.mark.parametrize(
    ("line", "part"),
    [
        (b"{", "JSON"),
        (b'{"id": "a", "id": "b"}', "id"),
        (b'{"staff": NaN}', "NaN"),
        (b'{"staff": -Infinity}', "-Infinity"),
        (b'{"staff": ' + b"9" * 5000 + b"}", "staff"),
        (b'{"staff": 1e99999999999999999999}', "staff"),
        (b"[" * 100_000, ""),
        (b'{"name": "\xff"}', "UTF-8"),
        ('{"name": "x"}'.encode("utf-16"), "UTF-8"),
        (b'["id"]', "objek"),
        (b'"id"', "objek"),
        (b"7", "objek"),
        (b"null", "objek"),
    ],
)
def test_a_line_that_is_no_record_is_named(line: bytes, part: str) -> None:
    good = json.dumps(record()).encode()
    report = import_text(good + b"\n\n" + line)
    assert report.problems
    assert {problem.line for problem in report.problems} <= {3, 4}
    assert not report.written
    if part == "objek":
        with translation.override("en"):
            assert "object" in import_text(good + b"\n\n" + line).problems[0].message


def test_all_faults_of_a_file_are_in_one_report() -> None:
    """Of the record by itself, of its files, of its unit and of what it copies."""
    unit = record()["unit"]
    report = import_all(
        record("a", stage="x", plain_title=None, pictures=[{"file": "a.jpg", "title": "A"}]),
        record("b", unit={**unit, "type": "health_office"}, sources=[{"kind": "news"}], replicates="tidak-ada"),
        record(
            "c", unit={**unit, "level": "kota", "type": "health_office"}, outcomes=[None, {**OUTCOME, "source": "x"}]
        ),
        record("d", unit={**unit, "region": "99"}),
        record("e"),
    )
    assert [(problem.record_id, problem.key) for problem in report.problems] == [
        ("a", "stage"),
        ("a", "pictures[0].alt"),
        ("a", "plain_title"),
        ("a", "pictures[0].file"),
        ("b", "sources[0].title"),
        ("b", "replicates"),
        ("b", "unit.type"),
        ("c", "unit.level"),
        ("c", "outcomes[0]"),
        ("c", "outcomes[1].source"),
        ("c", "unit.type"),
        ("d", "unit.region"),
    ]


def test_a_faulty_record_says_nothing_of_its_unit() -> None:
    blank = {"name": "RSJD Contoh"}
    import_all(record("a", unit=blank))
    report = import_all(
        record("b", unit={**blank, "type": "hospital"}, stage="x"), record("c", unit=blank), partial=True
    )
    assert (report.created, report.refused) == (1, 1)
    assert ServiceUnit.objects.get().type == ""


def test_blank_lines_and_a_byte_order_mark_are_passed_over() -> None:
    report = import_text(b"\xef\xbb\xbf" + json.dumps(record()).encode() + b"\r\n\r\n   \n")
    assert (report.problems, report.created) == ([], 1)


@pytest.mark.parametrize(
    "change",
    [
        {"summary": "kurang dari < 5 menit, ketik REG <spasi> NIK"},
        {"spelled_out": None, "cost": {}, "outcomes": [], "status": ""},
        {"cost": {"setup_idr": 0, "yearly_idr": 5_000_000}, "staff": 2.5},
        {"outcomes": [{**OUTCOME, "value": 0, "baseline": -3.25, "value_max": 7}]},
        {"started_on": "2019", "seen_on": "2019-06", "confirmed_on": "2024-02-29"},
        {"tags": ["KTP-el"], "sdgs": [1, 17], "digital": False},
    ],
)
def test_what_is_allowed_is_taken(change: dict[str, Any]) -> None:
    report = import_all({**record(), **change})
    assert (report.problems, report.created) == ([], 1)


def test_an_id_twice_names_the_first_line() -> None:
    report = import_all(record(), record(name="Lain"))
    (problem,) = report.problems
    assert (problem.line, problem.key, problem.value) == (2, "id", "uji-1")
    assert "1" in problem.message


def test_copies_in_a_circle_are_refused() -> None:
    report = import_all(record("a", replicates="b"), record("b", replicates="c"), record("c", replicates="a"))
    assert [(problem.line, problem.key) for problem in report.problems] == [
        (1, "replicates"),
        (2, "replicates"),
        (3, "replicates"),
    ]


def test_a_circle_through_what_is_here_is_refused() -> None:
    import_all(record("a"), record("b", replicates="a"), record("c", replicates="b"))
    for last in ("b", "c"):
        (problem,) = import_all(record("a", replicates=last)).problems
        assert (problem.key, problem.value) == ("replicates", last)


def test_a_unit_that_differs_names_both() -> None:
    import_all(record())
    other = record("uji-2", unit={**record()["unit"], "type": "health_office"})
    (problem,) = import_all(other).problems
    assert (problem.key, problem.value) == ("unit.type", "health_office")
    assert "hospital" in problem.message
    assert "health_office" in problem.message


def test_a_unit_that_differs_within_the_file_names_both() -> None:
    other = record("uji-2", unit={**record()["unit"], "name": "rsjd  CONTOH", "level": "province"})
    (problem,) = import_all(record(), other).problems
    assert (problem.line, problem.key) == (2, "unit.level")


def test_phone_numbers_in_sections_are_warnings() -> None:
    report = import_all(record(sections={"how_it_works": "Hubungi 0812-3456-7890 atau a@contoh.example."}))
    assert [(warning.key, warning.value) for warning in report.warnings] == [
        ("sections.how_it_works", "a@contoh.example"),
        ("sections.how_it_works", "0812-3456-7890"),
    ]
    assert report.created == 1


def test_a_code_or_tag_given_twice_is_kept_once_with_a_warning() -> None:
    report = import_all(record(tags=["KTP-el", "ktp el"], sdgs=[3, 3]))
    assert [warning.key for warning in report.warnings] == ["sdgs[1]", "tags[1]"]
    assert InnovationPage.objects.get(record_id="uji-1").tags.count() == 1


def test_made_up_cases_are_refused_where_they_are_not_allowed(settings: Any) -> None:
    settings.DEMO_ALLOWED = False
    (problem,) = import_all(record(example=True)).problems
    assert problem.key == "example"


def test_messages_are_in_the_readers_language() -> None:
    with translation.override("en"):
        message = import_all(record(stage="x")).problems[0].message
    assert message == "“x” is not a code of this list. Allowed: initiative, trial, implementation."


def test_a_typing_error_in_a_key_is_answered_with_the_right_one() -> None:
    with translation.override("en"):
        assert "Did you mean “plain_title”?" in import_all({**record(), "plain_titel": "x"}).problems[0].message


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(read_data("demo_cases.jsonl")[0])), json_values)
def test_whatever_stands_at_a_key_is_taken_or_named(key: str, value: Any) -> None:
    report = import_all({**record(), key: value}, dry_run=True)
    assert bool(report.problems) == (report.created == 0)
    # Infinity is no JSON: then the whole line is named, which has no key.
    assert all(problem.key == "" or problem.key.startswith(key) for problem in report.problems)
    assert all(problem.message for problem in report.problems)
