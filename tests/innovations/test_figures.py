"""Outcomes in words and as bars: what was measured, and how it is told."""

from typing import Any

import pytest
from django.utils import translation

from innovations.figures import outcome_chart, outcome_figure
from tests.site.builders import outcome


@pytest.fixture(autouse=True)
def _indonesian() -> Any:
    with translation.override("id"):
        yield


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("measured", "before", "after", "change", "direction"),
    [
        ({}, "180", "5–7", "turun 97 %", "down"),
        ({"baseline": 80, "value": 94.53, "unit": "persen"}, "80", "94,53", "naik 14,53 poin", "up"),
        ({"baseline": 0, "value": 23, "unit": "pulau"}, "0", "23", "naik 23 pulau", "up"),
        ({"baseline": 5, "value": 5}, "5", "5", "tetap", "level"),
        ({"baseline": None, "value": 15675, "unit": "akta"}, "", "15.675", "", ""),
        ({"baseline": 40, "value": None}, "40", "belum diketahui", "", ""),
        ({"baseline": 300, "value": 30, "approximate": True}, "± 300", "± 30", "turun 90 %", "down"),
    ],
)
def test_an_outcome_in_words(measured: dict[str, Any], before: str, after: str, change: str, direction: str) -> None:
    figure = outcome_figure(outcome(**measured))
    assert (plain(figure.before), plain(figure.after), plain(figure.change)) == (before, after, change)
    assert figure.direction == direction


@pytest.mark.parametrize(
    ("measured", "notes"),
    [
        ({}, []),
        ({"baseline_on": "2018", "value_on": "2019-06"}, ["2018 → Juni 2019"]),
        ({"value_on": "2016"}, ["2016"]),
        ({"period": "2013/2015", "value_on": "2015"}, ["2013/2015"]),
        ({"scope": "12 kampung", "evidence": "external"}, ["12 kampung", "Diperiksa pihak luar"]),
    ],
)
def test_where_when_and_how_well_proven(measured: dict[str, Any], notes: list[str]) -> None:
    assert [plain(note) for note in outcome_figure(outcome(**measured)).notes] == notes


def test_bars_are_drawn_from_zero_on_one_scale() -> None:
    chart = outcome_chart(outcome(baseline=50, baseline_max=200, value=20))
    assert chart is not None
    before, after = chart.bars
    assert (before.kind, before.width, before.spread) == ("before", "25.00", "100.00")
    assert (after.kind, after.width, after.spread) == ("after", "10.00", "")


@pytest.mark.parametrize(
    "measured",
    [{"baseline": None}, {"value": None}, {"baseline": -3, "value": 4}, {"baseline": 0, "value": 0}],
    ids=["no figure before", "no figure after", "below zero", "nothing to draw"],
)
def test_no_chart_where_bars_would_mislead(measured: dict[str, Any]) -> None:
    assert outcome_chart(outcome(**measured)) is None


def test_widths_have_a_full_stop_in_every_language() -> None:
    with translation.override("id"):
        chart = outcome_chart(outcome(baseline=3, value=1))
    assert chart is not None
    assert chart.bars[1].width == "33.33"


def test_the_description_tells_the_chart_to_who_does_not_see_it() -> None:
    chart = outcome_chart(outcome())
    assert chart is not None
    assert plain(chart.description) == "Sebelum: 180; sesudah: 5–7 menit. Turun 97 %"
