"""Cases side by side: what stands in one line, what is not known, and what is wrong with an address."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from innovations.models import InnovationPage
from search.indexer import rebuild
from selections.rules.comparison import side_by_side
from tests.factories import CaseFactory, DraftFactory
from tests.replications.builders import WAIT, copied, measured
from tests.site.builders import full_case, outcome
from tests.site.pages import queries


def _measured(indicator, unit="menit", place=""):
    return SimpleNamespace(indicator=indicator, unit=unit, scope=place)


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ([[], []], []),
        ([["Waktu tunggu"], ["waktu  TUNGGU"]], [("Waktu tunggu", [1, 1])]),
        ([["Biaya", "Waktu"], ["Waktu"]], [("Waktu", [1, 1]), ("Biaya", [1, 0])]),
        ([["Waktu", "Waktu"], [], ["Biaya"]], [("Waktu", [2, 0, 0]), ("Biaya", [0, 0, 1])]),
        ([["A"], ["B", "A"], ["B", "A"]], [("A", [1, 1, 1]), ("B", [0, 1, 1])]),
    ],
)
def test_what_most_cases_measured_stands_first(outcomes, expected):
    found = side_by_side([[_measured(name) for name in of_case] for of_case in outcomes])
    assert [(one.indicator, [len(some) for some in one.of_cases]) for one in found] == expected


def test_other_units_of_measurement_are_another_line():
    assert len(side_by_side([[_measured("Waktu", "menit")], [_measured("Waktu", "hari")]])) == 2


def _address(*keys):
    return "/banding/?" + "&".join(f"kasus={key}" for key in keys)


def _page(client, *keys):
    answer = client.get(_address(*keys))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").main


def _lines(page):
    def text(tag):
        return " ".join(tag.get_text(" ").split()).replace("\u00a0", " ")

    rows = page.select(".comparison tbody tr:not(.heading)")
    return {text(row.th): [text(cell) for cell in row.select("td")] for row in rows}


@pytest.mark.django_db
def test_everybody_sees_what_differs(client):
    full, thin = full_case(), CaseFactory(title="Si Tipis")
    lines = _lines(_page(client, full.pk, thin.pk))
    assert lines["Unit"] == [full.unit.name, thin.unit.name]
    assert lines["Biaya awal"] == ["Rp 412 juta", "belum diketahui"]
    assert lines["Orang yang diperlukan untuk menjalankan"] == ["7", "belum diketahui"]
    assert lines["Aplikasi"] == ["diperlukan", "belum diketahui"]
    assert lines["Status"] == ["Berkembang", "belum diketahui"]
    assert lines["Terakhir dikonfirmasi"] == ["Mei 2026", "belum diketahui"]
    assert lines["Menurut unitnya"][1] == "belum diketahui"


@pytest.mark.django_db
def test_the_same_indicator_stands_side_by_side_and_the_rest_below(client):
    first, second = full_case(), CaseFactory()
    second.outcomes = [outcome(indicator="WAKTU tunggu", baseline=60, value=30)]
    second.save_revision().publish()
    lines = _lines(_page(client, first.pk, second.pk))
    assert lines["Waktu tunggu"][0] == "180 → 5–7 menit (turun 97 %) · Diperiksa di dalam instansi"
    assert lines["Waktu tunggu"][1] == "60 → 30 menit (turun 50 %)"
    assert lines["Lainnya, yang terkuat dahulu"] == [
        "Pulau: 0 → 23 pulau (naik 23 pulau)",
        "belum diketahui",
    ]


@pytest.mark.django_db
def test_what_others_made_of_it_is_told(client):
    case, other = CaseFactory(), CaseFactory()
    measured(case, 180, 5)
    made = copied(case, started_on="2026-01-01", obstacles=["budget"])
    made.results.create(**WAIT, baseline=200, value=100)
    lines = _lines(_page(client, case.pk, other.pk))
    assert lines["Unit yang mereplikasi"] == [
        "1 unit mencoba diterapkan: 1 dengan hasil: 1",
        "belum ada yang tercatat di sini",
    ]
    assert lines["Hasil di sana (nilai tengah)"] == ["Lama layanan: membaik 50 % (1 unit)", "belum diketahui"]
    assert lines["Hambatan di sana"][0].endswith("(1)")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ([], "Pilih dua sampai empat inovasi."),
        (["first"], "pilih sedikitnya satu lagi"),
        (["first", "first"], "pilih sedikitnya satu lagi"),
        (["first", "draft"], "pilih sedikitnya satu lagi"),
        (["x", "9" * 40, "²", "0"], "pilih sedikitnya dua"),
        (["first", "second", "third", "fourth", "fifth"], "Anda memilih 5 inovasi"),
    ],
)
def test_an_address_that_does_not_fit_says_why(client, wanted, says):
    made = {name: CaseFactory().pk for name in ("first", "second", "third", "fourth", "fifth")}
    made["draft"] = DraftFactory(title="Rahasia").pk
    page = _page(client, *(made.get(one, one) for one in wanted))
    assert says in page.text
    assert page.select(".comparison") == []
    assert "Rahasia" not in page.text
    assert len(page.select("input[name=kasus]")) == len({one for one in wanted if one in made and one != "draft"})


@pytest.mark.django_db
def test_what_is_not_public_is_left_out_and_named_by_what_was_asked(client):
    cases = [CaseFactory().pk, CaseFactory().pk]
    hidden = CaseFactory(title="Rahasia")
    InnovationPage.objects.get(pk=hidden.pk).unpublish()
    page = _page(client, *cases, hidden.pk)
    assert len(page.select(".comparison thead th")) == 2
    assert str(hidden.pk) in page.text
    assert "Rahasia" not in page.text


@pytest.mark.django_db
def test_cases_are_ticked_in_lists_of_hits_and_beside_a_case(client):
    case = CaseFactory(title="Perahu Sehat", section_problem="Warga pulau menunggu perahu.")
    other = CaseFactory(title="Perahu Pintar", section_problem="Warga pulau menunggu perahu.")
    rebuild()

    def boxes(address):
        found = BeautifulSoup(client.get(address).content, "html.parser").select("[name=kasus]")
        return {(box["type"], int(box["value"])) for box in found}

    both = {("checkbox", case.pk), ("checkbox", other.pk)}
    assert boxes("/cari/?q=perahu") == boxes("/inovasi/") == both
    assert boxes(case.url) == {("hidden", case.pk), ("checkbox", other.pk)}


@pytest.mark.django_db
def test_a_case_more_costs_as_much_as_the_one_before(client):
    cases = [full_case(title=f"Kasus {number}").pk for number in range(4)]
    costs = [queries(client, _address(*cases[:count])) for count in (2, 3, 4)]
    assert costs[2] - costs[1] == costs[1] - costs[0] <= 6
