"""The pages on which evaluators score: what they show and hide, and what a browser can do to them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from selections.models import Assignment, EntryPaper, Review
from selections.rules.phases import JUDGED, Phase
from tests.factories import AttachmentFactory, CaseFactory, UnitFactory, log_in
from tests.selections.judging import entered, seats

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]
FULL = {"points-kebaruan": "70", "comment-kebaruan": "Baru.", "points-dampak": "80", "comment-dampak": "Besar."}


@pytest.fixture
def unit():
    return UnitFactory(name="Puskesmas Sungai Lilin")


@pytest.fixture
def held(make_round, unit) -> Assignment:
    judged = make_round(Phase.JUDGING)
    case = CaseFactory(
        unit=unit,
        title="Perahu Sungai Lilin",
        summary="Puskesmas Sungai Lilin di Kota Palembang, 0711-123456.",
        section_idea="Perahu mendatangi warga Sungai Lilin.",
    )
    entry = entered(judged, 7, case=case, answers={"ringkasan": "Di Palembang antre tiga jam."})
    return Assignment.objects.create(entry=entry, seat=seats(judged, 1)[0], stage="substance")


@pytest.fixture
def page(client, held):
    log_in(client, held.seat.user)
    return reverse("score_sheet", args=[held.pk])


def _post(client, page, seen, *, button=None, **changed):
    return client.post(page, FULL | {"seen": seen} | changed | ({button: "1"} if button else {}))


def test_a_blind_stage_hides_unit_agency_place_and_contact(client, page, unit):
    shown = client.get(page).text

    for telling in ("Sungai Lilin", unit.agency.name, "Palembang", "0711-123456"):
        assert telling not in shown
    assert "0007" in shown
    assert "Perahu [tempat]" in shown
    assert "Di [tempat] antre tiga jam." in shown


def test_a_blind_stage_hides_the_names_of_the_time_when_the_record_was_pinned(client, page, unit):
    agency = unit.agency.name
    unit.name, unit.agency.name = "Puskesmas Muara Baru", "Pemerintah Kota Muara"
    unit.agency.save()
    unit.save()
    shown = client.get(page).text
    assert [name for name in ("Sungai Lilin", agency, "Muara") if name in shown] == []


def test_a_stage_that_is_not_blind_says_whose_it_is(client, page, held, unit):
    rules = held.entry.round.rules
    rules["stages"][0]["blind"] = False
    held.entry.round.save()

    assert unit.name in client.get(page).text


def test_the_pinned_record_is_shown_and_not_the_live_page(client, page, held):
    held.entry.case.section_idea = "Sesudah dikirim diubah."
    held.entry.case.save_revision().publish()

    shown = client.get(page).text
    assert "Perahu mendatangi warga" in shown
    assert "Sesudah dikirim" not in shown


def test_each_criterion_stands_with_its_anchors(client, page):
    shown = client.get(page).text
    for words in ("Kebaruan", "Dampak", "Lengkap dengan bukti"):
        assert words in shown
    assert "Paparan" not in shown, "a criterion of another stage"


def test_saving_handing_in_and_the_next_entry(client, page, held):
    after = Assignment.objects.create(entry=entered(held.entry.round, 9), seat=held.seat, stage="substance")

    assert _post(client, page, 0).headers["Location"] == page
    answer = _post(client, page, 1, button="hand_in")

    assert answer.headers["Location"] == reverse("score_sheet", args=[after.pk])
    assert Review.objects.get().handed_in_at is not None
    assert 'name="points-dampak"' not in client.get(page).text


def test_what_lacks_is_named_and_what_was_typed_stays(client, page):
    answer = client.post(page, {"seen": 0, "points-dampak": "80", "hand_in": "1"}, follow=True)

    assert "Kebaruan" in next(str(message) for message in answer.context["messages"])
    assert 'value="80"' in answer.text


def test_two_windows_are_shown_side_by_side_and_the_second_can_then_save(client, page):
    _post(client, page, 0)
    answer = _post(client, page, 0, **{"points-dampak": "33"})

    assert 'value="33"' in answer.text
    assert "80" in answer.text
    assert answer.context["seen"] == 1
    _post(client, page, 1, **{"points-dampak": "33"})
    assert Review.objects.get().points["dampak"] == "33"


def test_a_form_that_saves_itself_gets_its_new_version(client, page):
    answer = client.post(page, FULL | {"seen": 0}, headers={"HX-Request": "true"})

    assert 'value="1" id="id_seen"' in answer.text
    stale = client.post(page, FULL | {"seen": 0, "points-dampak": "1"}, headers={"HX-Request": "true"})
    assert "id_seen" not in stale.text


def test_handing_in_twice_is_handing_in_once(client, page):
    for seen in (0, 0):
        _post(client, page, seen, button="hand_in")

    review = Review.objects.get()
    assert (review.version, review.handed_in_at is not None) == (2, True)


def test_evidence_is_called_as_the_rules_call_it(client, held, page, unit):
    file = AttachmentFactory(title="Surat Puskesmas Sungai Lilin")
    EntryPaper.objects.create(entry=held.entry, paper="pernyataan", document=file)
    EntryPaper.objects.create(entry=held.entry, paper="video", url="https://video.contoh/sungai-lilin")
    address = reverse("score_paper", args=[held.pk, "pernyataan"])

    shown = client.get(page).text
    assert address in shown
    assert file.title not in shown
    assert "video.contoh" not in shown
    answer = client.get(address)
    assert "0007-surat-pernyataan-implementasi.pdf" in answer.headers["Content-Disposition"]
    assert client.get(reverse("score_paper", args=[held.pk, "video"])).status_code == 404


def test_the_list_tells_how_far_each_sheet_is(client, page, held):
    listed = reverse("scores")
    client.post(page, {"seen": 0, "points-dampak": "80"})
    assert "Perahu [tempat]" in client.get(listed).text
    assert client.get(listed).context["rows"][0].given == 1

    _post(client, page, 1, button="hand_in")
    assert client.get(listed).context["rows"][0].handed_in


@pytest.mark.parametrize("phase", Phase)
def test_own_sheets_are_read_from_the_scoring_on(client, page, held, phase):
    held.entry.round.phase = phase
    held.entry.round.save()

    assert client.get(page).status_code == (200 if phase in JUDGED else 404)
    assert bool(client.get(reverse("scores")).context["rows"]) is (phase in JUDGED)


def test_a_seat_that_has_ended_sees_nothing(client, page, held):
    held.seat.ended_at = timezone.now()
    held.seat.save()

    assert client.get(page).status_code == 404
    assert not client.get(reverse("scores")).context["rows"]


def test_the_pages_cost_the_same_however_many_entries_there_are(client, page, held):
    listed = reverse("scores")
    counts = []
    for number in (20, 21):
        Assignment.objects.create(entry=entered(held.entry.round, number), seat=held.seat, stage="substance")
        for address in (page, listed):
            with CaptureQueriesContext(connection) as counted:
                client.get(address)
            counts.append(len(counted))
    assert counts[:2] == counts[2:]
