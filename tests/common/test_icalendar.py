"""Calendar files as RFC 5545 has them."""

import datetime
import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.icalendar import CalendarEvent, calendar_file

JAKARTA = ZoneInfo("Asia/Jakarta")
EVENT = {
    "uid": "klinik-1@contoh.id",
    "sequence": 2,
    "changed_at": datetime.datetime(2026, 3, 1, 9, 0, tzinfo=JAKARTA),
    "begins_at": datetime.datetime(2026, 4, 1, 9, 0, tzinfo=JAKARTA),
    "ends_at": datetime.datetime(2026, 4, 1, 12, 30, tzinfo=JAKARTA),
    "zone": ZoneInfo("Asia/Makassar"),
    "title": "Klinik Perahu Sehat",
    "description": "Bawa SOP.",
    "location": "Aula",
    "url": "https://contoh.id/klinik/1/",
    "cancelled": False,
}


def lines_of(**change):
    """Return the unfolded lines by name, and check what holds of every file."""
    file = calendar_file(CalendarEvent(**EVENT | change))
    assert file.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", file)
    unfolded = file.decode().replace("\r\n ", "").split("\r\n")[:-1]
    return dict(line.split(":", 1) for line in unfolded if not line.startswith(("BEGIN", "END"))), unfolded


def unescaped(value):
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def test_times_are_those_of_the_place_and_the_parts_are_there_once():
    lines, unfolded = lines_of()
    assert lines["DTSTAMP"] == "20260301T020000Z"
    assert lines["DTSTART;TZID=Asia/Makassar"] == "20260401T100000"
    assert lines["DTEND;TZID=Asia/Makassar"] == "20260401T133000"
    zone = unfolded[unfolded.index("BEGIN:VTIMEZONE") : unfolded.index("END:VTIMEZONE")]
    assert {"TZID:Asia/Makassar", "TZOFFSETTO:+0800", "TZNAME:WITA"} < set(zone)
    assert (lines["UID"], lines["SEQUENCE"], lines["STATUS"]) == ("klinik-1@contoh.id", "2", "CONFIRMED")
    assert unfolded[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert unfolded[-2:] == ["END:VEVENT", "END:VCALENDAR"]


def test_without_a_place_there_is_none_and_cancelled_is_said():
    lines, _unfolded = lines_of(location="", cancelled=True)
    assert "LOCATION" not in lines
    assert lines["STATUS"] == "CANCELLED"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a, b; c", r"a\, b\; c"),
        ("C:\\SOP", r"C:\\SOP"),
        ("satu\r\ndua\ntiga\rempat", r"satu\ndua\ntiga\nempat"),
        ("lonceng\x07", "lonceng"),
        ("X\r\nBEGIN:VALARM", r"X\nBEGIN:VALARM"),
    ],
)
def test_texts_are_escaped(text, value):
    assert lines_of(title=text)[0]["SUMMARY"] == value


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=300))
def test_any_text_comes_back_whole(text):
    lines, _unfolded = lines_of(description=text)
    assert unescaped(lines["DESCRIPTION"]) == text
