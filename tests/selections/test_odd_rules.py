"""Rules that no round could work with are refused where they are typed, with words, and keep no page from showing."""

import pytest
from django.urls import reverse

from selections.models import SelectionRound
from selections.rounds.views.rules import MOST_ROWS
from selections.rules.phases import Phase
from tests.factories import log_in
from tests.selections.published import publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]
ROWS = {"seen": 0, "row-TOTAL_FORMS": "1", "row-INITIAL_FORMS": "0"}
CUT = {"row-0-name": "Top 99", "row-0-band": "least = 0.05\nmost = 0.95"}
CRITERION = {"row-0-name": "Dampak", "row-0-stage": "substance", "row-0-least": "0", "row-0-most": "100"}

REFUSED = [
    ("cuts", CUT | {"row-0-sizes": "umum = 1e999999999"}),
    ("cuts", CUT | {"row-0-sizes": "umum = -1"}),
    ("cuts", CUT | {"row-0-sizes": "umum = 1.5"}),
    ("cuts", CUT | {"row-0-sizes": "umum = 1.000"}),  # a thousand, and no 1
    ("cuts", CUT | {"row-0-sizes": "umum = 1,000"}),
    ("cuts", CUT | {"row-0-sizes": "umum = 99\numum = 45"}),
    ("cuts", CUT | {"row-0-weights": "substance = 1e999999999"}),
    ("cuts", CUT | {"row-0-weights": "substance = 1e-999999999"}),
    ("cuts", CUT | {"row-0-weights": "substance = NaN"}),
    ("cuts", CUT | {"row-0-band": "least = 0.5\nmost = 0.5"}),
    ("criteria", CRITERION | {"row-0-anchors": "1e999999999 = luar biasa"}),
    ("criteria", CRITERION | {"row-0-most": "NaN"}),
    ("criteria", CRITERION | {"row-0-most": "1e9"}),
    ("groups", {"row-0-name": "Umum", "row-0-min_age_months": "100000"}),
    ("groups", {"row-0-name": "Umum", "row-0-award_limits": "Top 45 = 0\nTOP  45 = 1"}),
    ("groups", {"row-0-name": "???"}),
    ("stages", {"row-0-name": "٣", "row-0-judges": "panel"}),
    ("stages", {"row-0-name": "Wawancara", "row-0-judges": "panel", "row-0-code": "a/b"}),
    ("categories", {"row-0-name": "Kes\0ehatan"}),
    ("dates", {"row-opens_at": "0001-01-01T00:00"}),
    ("dates", {"row-closes_at": "9999-12-31T23:59"}),
]


@pytest.mark.parametrize(("part", "posted"), REFUSED)
def test_a_rule_that_nothing_could_come_of_is_refused(client, make_round, moderator, part, posted):
    held = make_round(Phase.DRAFT)
    before = held.rules
    log_in(client, moderator)
    address = reverse("selection_rules", args=[held.pk, part])
    assert client.post(address, ROWS | posted).status_code == 200
    held.refresh_from_db()
    assert held.rules == before


def test_numbers_are_kept_as_people_write_them(client, make_round, moderator):
    held = make_round(Phase.DRAFT)
    log_in(client, moderator)
    posted = ROWS | CRITERION | {"row-0-weight": "12.50", "row-0-anchors": "1e2 = Lengkap"}
    client.post(reverse("selection_rules", args=[held.pk, "criteria"]), posted)
    held.refresh_from_db()
    (kept,) = held.rules["criteria"]
    assert (kept["most"], kept["least"], kept["weight"]) == ("100", "0", "12.5")
    assert kept["anchors"] == [{"points": "100", "text": "Lengkap"}]


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "٣", "-1", "", "x"])
def test_no_number_of_an_entry_is_found_nowhere(client, make_round, moderator, number):
    held = make_round(Phase.JUDGING)
    log_in(client, moderator)
    address = reverse("selection_further", args=[held.pk, "substance"])
    assert client.post(address, {"number": number}).status_code == 404


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 18, "٣"])
@pytest.mark.parametrize("file", ["hasil/1.csv", "hasil/1.json", "statistik/provinsi.csv", "catatan/catatan.csv"])
def test_no_number_of_a_round_is_found_nowhere(client, moderator, number, file):
    log_in(client, moderator)
    assert client.get(f"/seleksi/{number}/{file}").status_code == 404


@pytest.mark.parametrize("name", ["Top 45/99", "[Top]: 45?", "Top * \\ 45", "=1+1", "T" * 100])
def test_a_list_is_downloaded_whatever_it_is_called(client, selection_round, moderator, name):
    selection_round.rules["cuts"][0]["name"] = name
    selection_round.save()
    publish(selection_round, moderator)
    for kind in ("csv", "xlsx", "json"):
        assert client.get(f"/seleksi/{selection_round.pk}/hasil/1.{kind}").status_code == 200


@pytest.mark.parametrize("year", ["0", "-1", "1999", "2101", "32768", "99999999999999999999"])
def test_a_year_of_no_round_is_refused_in_words_and_nothing_is_lost(client, moderator, year):
    log_in(client, moderator)
    told = {"name": "KIPP Contoh", "year": year, "organiser": "Kementerian", "scheme": "kipp", "agency": "", "seen": 0}
    page = client.post(reverse("selection_prepare") + "?dari=kosong", told)
    assert page.status_code == 200
    assert "Tulis tahun antara 2000 dan 2100." in page.text
    assert 'value="KIPP Contoh"' in page.text
    assert not SelectionRound.objects.exists()


def _criteria(count):
    row = {key.removeprefix("row-0-"): value for key, value in CRITERION.items()} | {"weight": "1", "anchors": "1 = a"}
    rows = {f"row-{number}-{key}": value for number in range(count) for key, value in row.items()}
    names = {f"row-{number}-name": f"Kriteria {number}" for number in range(count)}
    return rows | names | {"seen": 0, "row-TOTAL_FORMS": count, "row-INITIAL_FORMS": 0}


@pytest.mark.parametrize(("count", "kept"), [(MOST_ROWS, MOST_ROWS), (MOST_ROWS + 1, 4)])
def test_as_many_rows_are_kept_as_a_part_may_have_and_more_are_refused_in_words(
    client, make_round, moderator, count, kept
):
    held = make_round(Phase.DRAFT)
    log_in(client, moderator)
    page = client.post(reverse("selection_rules", args=[held.pk, "criteria"]), _criteria(count), follow=True)
    assert page.status_code == 200
    held.refresh_from_db()
    assert len(held.rules["criteria"]) == kept
    assert (str(MOST_ROWS) in page.text and "Kriteria 199" in page.text) or kept == MOST_ROWS
