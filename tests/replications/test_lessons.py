"""What copying a case teaches."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from replications.rules import Attempt, State, begun, effect_at_copiers, indicator_key, lessons
from tests.factories import CaseFactory, UnitFactory
from tests.replications.builders import copied, measured, told

ME, YOU, THIRD = 1, 2, 3


@dataclass(frozen=True)
class Figure:
    baseline: Decimal | None
    value: Decimal | None
    indicator: str = "Lama layanan"
    unit: str = "menit"
    better: str = "lower"
    baseline_max: Decimal | None = None
    value_max: Decimal | None = None
    evidence: str = ""


def figure(before, after, **fields):
    return Figure(None if before is None else Decimal(before), None if after is None else Decimal(after), **fields)


def tried(unit, *results, began=True, stopped=False, obstacles=()):
    return Attempt(unit, began, stopped, results, obstacles)


SOURCE = [figure(180, 5)]


@pytest.mark.parametrize(
    ("attempts", "counts"),
    [
        ([], (0, 0, 0, 0, 0)),
        ([tried(ME), tried(YOU, began=False)], (2, 1, 0, 0, 0)),
        ([tried(ME, began=None), tried(YOU)], (2, 1, 1, 0, 0)),
        ([tried(ME, figure(9, 3)), tried(YOU, figure(9, None))], (2, 2, 0, 1, 0)),
        ([tried(ME, stopped=True), tried(YOU)], (2, 2, 0, 0, 1)),
        ([tried(ME, stopped=True), tried(ME)], (1, 1, 0, 0, 0)),
        ([tried(ME, began=None), tried(ME)], (1, 1, 0, 0, 0)),
        ([tried(ME, began=None), tried(ME, began=False)], (1, 0, 1, 0, 0)),
    ],
)
def test_units_are_counted_once_and_unknown_is_not_zero(attempts, counts):
    sums = lessons(SOURCE, attempts)
    assert (sums.tried, sums.begun, sums.begun_unknown, sums.with_results, sums.stopped) == counts


@pytest.mark.parametrize(
    ("attempts", "copiers", "known", "unknown"),
    [
        ([tried(ME, figure(200, 30))], "85", 1, 0),
        ([tried(ME, figure(200, 30)), tried(YOU, figure(100, 50))], "67.5", 2, 0),
        ([tried(ME, figure(200, 30)), tried(YOU, figure(100, 50)), tried(THIRD, figure(10, 20))], "50", 3, 0),
        ([tried(ME, figure(200, 30)), tried(ME, figure(100, 50))], "67.5", 1, 0),
        ([tried(ME, figure(200, 30)), tried(YOU, figure(None, 50))], "85", 1, 1),
        ([tried(ME, figure(None, 30))], None, 0, 1),
        ([tried(ME, figure(200, 30, better=""))], None, 0, 1),
        ([tried(ME, figure(200, 30, indicator="lama  LAYANAN", unit="Menit"))], "85", 1, 0),
    ],
)
def test_the_effect_at_copiers_is_in_the_middle_of_what_is_known(attempts, copiers, known, unknown):
    (effect,) = lessons(SOURCE, attempts).effects
    assert round(effect.source) == 97
    assert effect.copiers == (None if copiers is None else Decimal(copiers))
    assert (effect.known, effect.unknown) == (known, unknown)
    assert effect_at_copiers(SOURCE, attempts) == effect.copiers


def test_an_indicator_that_only_one_side_measured_compares_nothing():
    other = figure(10, 5, indicator="Lama layanan", unit="jam")
    assert indicator_key(other) != indicator_key(SOURCE[0])
    assert lessons(SOURCE, [tried(ME, other)]).effects == []
    assert effect_at_copiers(SOURCE, [tried(ME, other)]) is None


def test_the_effect_of_a_copier_is_the_middle_of_its_indicators():
    source = [*SOURCE, figure(10, 20, indicator="Puas", unit="%", better="higher")]
    both = tried(ME, figure(100, 20), figure(50, 90, indicator="Puas", unit="%", better="higher"))
    assert effect_at_copiers(source, [both]) == 60
    assert effect_at_copiers(source, [both, tried(YOU, figure(100, 100))]) == 30
    assert [effect.in_points for effect in lessons(source, [both]).effects] == [False, True]


def test_the_source_may_lack_what_copiers_measured_before():
    (effect,) = lessons([figure(None, 5)], [tried(ME, figure(200, 30))]).effects
    assert (effect.source, effect.copiers) == (None, Decimal(85))


def test_obstacles_are_counted_by_units_most_named_first():
    attempts = [
        tried(ME, obstacles=["staff", "budget"]),
        tried(ME, obstacles=["staff"]),
        tried(YOU, obstacles=["terrain", "budget"]),
    ]
    assert lessons([], attempts).obstacles == [("budget", 2), ("staff", 1), ("terrain", 1)]


@pytest.mark.parametrize(
    ("state", "stage", "started", "has_results", "answer"),
    [
        (State.AGREED, "", False, False, False),
        (State.STOPPED, "", False, False, False),
        (State.STOPPED, "implementation", True, False, True),
        (State.ACHIEVED, "", True, True, True),
        (None, "implementation", False, False, True),
        (None, "trial", False, False, True),
        (None, "initiative", False, False, False),
        (None, "initiative", False, True, True),
        (None, "", False, True, True),
        (None, "", False, False, None),
    ],
)
def test_whether_a_copy_came_to_be_implemented(state, stage, started, has_results, answer):
    assert begun(state, stage, started=started, has_results=has_results) is answer


@pytest.mark.django_db
def test_the_case_page_says_what_its_copies_teach(client, two):
    measured(two.case, 180, 5)
    told(two)
    CaseFactory(replicates=two.case)
    copied(two.case, "stopped", UnitFactory(), obstacles=["budget"])
    part = BeautifulSoup(client.get(two.case.url).content, "html.parser").select_one("#silsilah")
    facts = {div.dt.text: " ".join(div.dd.text.split()) for div in part.select(".facts > div")}
    assert facts == {
        "Mencoba": "3 unit",
        "Sudah menerapkan": "1 (1 lagi belum diketahui)",
        "Sudah ada hasil": "1",
        "Menghentikan": "1",
        "Kendala yang paling sering disebut": "Anggaran kurang (2)",
    }
    cells = [" ".join(cell.text.split()) for cell in part.select("table")[-1].select("tbody th, tbody td")]
    assert cells == ["Lama layanan", "membaik 97 %", "membaik 85 % (1 unit)"]


@pytest.mark.django_db
def test_a_case_that_nobody_copied_teaches_nothing(client):
    copy = CaseFactory(replicates=CaseFactory())
    part = BeautifulSoup(client.get(copy.url).content, "html.parser").select_one("#silsilah")
    assert not part.select(".facts")
