"""Forms of others, filled from a case by those who write for its unit."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from common.models import Event
from selections.errors import StaleError
from selections.models import FilledAnswer, FilledForm
from selections.other_forms.actions import Answer, Form, fill_form
from selections.other_forms.proposals import proposals_for
from selections.other_forms.unpsa import sheet
from tests.factories import AgencyFactory, CaseFactory, DraftFactory, MemberFactory, UnitFactory, UserFactory, log_in
from tests.replications.builders import copied
from tests.site.builders import full_case
from tests.site.pages import queries
from units.models import Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]
IID = Form(FilledForm.Form.IID, "2026")
PLACES = ("iid/{}/", "iid/{}/2023/", "iid/{}/2026/cetak/", "unpsa/{}/", "unpsa/{}/cetak/", "unpsa/{}/unpsa.txt")


@pytest.fixture
def writer():
    return MemberFactory()


@pytest.fixture
def case(writer):
    return full_case(unit=writer.unit)


def _soup(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


@pytest.mark.parametrize("make", [CaseFactory, DraftFactory], ids=["published", "draft"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 302),
        ("nobody", 404),
        ("other_unit", 404),
        ("other_admin", 404),
        ("contributor", 200),
        ("verifier", 200),
        ("head", 200),
        ("local_admin", 200),
        ("moderator", 200),
    ],
)
def test_who_writes_for_the_unit_fills_its_forms_and_nobody_else(client, writer, make, who, status):
    case = make(unit=writer.unit)
    people = {
        "nobody": UserFactory,
        "other_unit": lambda: MemberFactory().user,
        "other_admin": lambda: MemberFactory(role="local_admin").user,
        "local_admin": lambda: MemberFactory(role="local_admin", agency=writer.unit.agency).user,
        "moderator": lambda: MemberFactory(role="moderator").user,
    }
    if who != "anonymous":
        log_in(client, people.get(who, lambda: MemberFactory(unit=writer.unit, role=who).user)())
    for place in PLACES:
        assert client.get(f"/formulir/{place.format(case.pk)}").status_code == status, place
    for place in ("iid/{}/", "unpsa/{}/"):
        client.post(f"/formulir/{place.format(case.pk)}", {"seen": 0, "level_1": "1"})
    assert FilledForm.objects.count() == (2 if status == 200 else 0)


def test_the_page_of_the_case_leads_writers_to_the_forms(client, case, writer):
    address = f"/formulir/iid/{case.pk}/"
    assert address not in client.get(case.url).text
    log_in(client, UserFactory())
    assert address not in client.get(case.url).text
    log_in(client, writer.user)
    assert address in client.get(case.url).text


def test_the_self_check_stores_what_was_chosen_with_its_evidence(client, case, writer):
    log_in(client, writer.user)
    address = f"/formulir/iid/{case.pk}/2026/"
    answers = {"seen": 0, "level_1": "2", "evidence_1": "Perbup 5/2024", "level_18": "b3", "evidence_4": "Nanti"}
    assert client.post(address, answers)["Location"] == address
    assert list(FilledAnswer.objects.order_by("pk").values_list("field", "choice", "text")) == [
        ("1", "2", "Perbup 5/2024"),
        ("4", "", "Nanti"),
        ("18", "b3", ""),
    ]
    for place in (address, f"{address}cetak/"):
        text = " ".join(_soup(client, place).main.text.split())
        assert "15 dari 111 poin, 2 dari 20 indikator terisi" in text
        assert "Perbup 5/2024" in text
    assert "0 dari 111 poin" in client.get(f"/formulir/iid/{case.pk}/2023/").text, "a version has its own answers"
    event = Event.objects.get(verb="form.filled")
    assert (event.actor, event.object_id, event.data["version"]) == (writer.user, str(case.pk), "2026")


def test_what_lacks_is_listed_with_mandatory_indicators_first(client, case, writer):
    log_in(client, writer.user)
    lacking = [
        one.get_text(" ", strip=True) for one in _soup(client, f"/formulir/iid/{case.pk}/").select(".lacking li")
    ]
    assert lacking[0] == "1. Regulasi inovasi daerah (wajib)"
    assert ["wajib" in one for one in lacking] == [True] * 5 + [False] * 15
    page = _soup(client, f"/formulir/iid/{case.pk}/2023/")
    assert "Indikator mana yang wajib pada versi ini tidak diketahui." in page.text


@pytest.mark.parametrize("field", [{"level_1": "4"}, {"level_18": "2"}, {"evidence_1": "a" * 1001}, {"seen": "x"}])
def test_what_is_not_on_offer_is_not_stored(client, case, writer, field):
    log_in(client, writer.user)
    assert client.post(f"/formulir/iid/{case.pk}/", {"seen": 0, "level_2": "1"} | field).status_code == 200
    assert not FilledAnswer.objects.exists()


def test_an_unknown_version_is_not_found(client, case, writer):
    log_in(client, writer.user)
    assert client.get(f"/formulir/iid/{case.pk}/2019/").status_code == 404


def test_a_case_proposes_and_chooses_nothing(client, case, writer):
    log_in(client, writer.user)
    page = _soup(client, f"/formulir/iid/{case.pk}/")
    assert "Usulan: 1-10 orang" in page.select_one("#indikator-2").text
    assert "Inovasi ini menyebut 7 orang" in page.select_one("#indikator-2").text
    assert "Usulan: Perangkat elektronik" in page.select_one("#indikator-4").text
    assert "Usulan" not in page.select_one("#indikator-20").text, "a video alone says nothing of its elements"
    assert "Inovasi ini menyebut video" in page.select_one("#indikator-20").text
    assert {box["value"] for box in page.select("input[type=radio][checked]")} == {""}
    assert not FilledForm.objects.exists()


def test_a_thin_case_proposes_nothing():
    assert proposals_for(CaseFactory(), "2026", timezone.now()) == {}
    assert proposals_for(full_case(), "1999", timezone.now()) == {}


@pytest.mark.parametrize(
    ("places", "level"), [(["16.71"], 0), (["16.71", "16.01"], 1), (["16.01", "16.02", "16.01"], 2)]
)
def test_copies_in_other_regions_count_once_a_region(writer, places, level):
    case = CaseFactory(unit=writer.unit)
    for code in places:
        agency = AgencyFactory(region=Region.objects.get(code=code))
        copied(case, unit=UnitFactory(agency=agency))
    found = proposals_for(case, "2026", timezone.now())
    assert (found[16].level if 16 in found else 0) == level


def test_two_people_do_not_undo_each_other(client, case, writer):
    other = MemberFactory(unit=writer.unit).user
    fill_form(other, case, IID, {"1": Answer("3", "Perda")}, seen=0)
    with pytest.raises(StaleError, match=other.get_full_name()):
        fill_form(writer.user, case, IID, {"1": Answer("1", "")}, seen=0)
    log_in(client, writer.user)
    answer = client.post(f"/formulir/iid/{case.pk}/", {"seen": 0, "level_1": "1", "evidence_1": "Punya saya"})
    assert "Punya saya" in answer.text, "what was typed stays on the page"
    assert FilledAnswer.objects.get().text == "Perda"


def test_the_action_itself_refuses_others(case):
    with pytest.raises(PermissionDenied):
        fill_form(MemberFactory().user, case, IID, {}, seen=0)


def test_every_field_of_the_sheet_names_a_source_that_can_be_opened():
    fields = sheet().fields
    assert len({one.code for one in fields}) == len(fields)
    assert all(one.source.url.startswith("https://") for one in fields)
    assert all(one.words is None for one in fields), "no limit was found; one that is has to be shown and tested"


def test_the_sheet_shows_what_the_case_says_beside_the_english_answer(client, case, writer):
    log_in(client, writer.user)
    address = f"/formulir/unpsa/{case.pk}/"
    page = _soup(client, address)
    assert "Petugas mendatangi warga" in page.select_one("#problem details").text
    assert "Rp 412 juta" in page.select_one("#resources details").text.replace("\u00a0", " ")
    assert "0 dari 14 isian terisi" in page.text
    answers = {"seen": 0, "problem": "People of the islands waited.\n\n<b>Days</b>.", "level": "Local"}
    assert client.post(address, answers)["Location"] == address
    page = _soup(client, address)
    assert "6 kata tersimpan" in page.select_one("#problem").text
    assert "problem" not in [link["href"][1:] for link in page.select(".lacking a")]
    assert client.post(address, answers | {"seen": 1, "level": "Galactic"}).status_code == 200
    text = client.get(f"{address}unpsa.txt")
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    assert "<b>Days</b>." in text.text
    assert "[not filled yet]" in text.text
    assert "<b>Days</b>" not in client.get(f"{address}cetak/").text


def test_a_draft_that_was_never_published_shows_its_newest_text(client, writer):
    draft = DraftFactory(unit=writer.unit)
    draft.section_problem = "Naskah terbaru"
    draft.save_revision()
    log_in(client, writer.user)
    assert "Naskah terbaru" in client.get(f"/formulir/unpsa/{draft.pk}/").text
    client.post(f"/formulir/unpsa/{draft.pk}/", {"seen": 0, "problem": "Newest text"})
    assert FilledAnswer.objects.get().text == "Newest text"


@pytest.mark.parametrize("place", PLACES)
def test_a_form_costs_the_same_whatever_is_stored(client, case, writer, place):
    log_in(client, writer.user)
    address = f"/formulir/{place.format(case.pk)}"
    client.post(f"/formulir/iid/{case.pk}/2026/", {"seen": 0, "level_1": "1"})
    client.post(f"/formulir/unpsa/{case.pk}/", {"seen": 0, "problem": "One"})
    few = queries(client, address)
    client.post(f"/formulir/iid/{case.pk}/2026/", {"seen": 1} | {f"level_{number}": "1" for number in range(1, 18)})
    client.post(
        f"/formulir/unpsa/{case.pk}/", {"seen": 1} | {one.code: "Local" for one in sheet().fields if not one.choices}
    )
    assert queries(client, address) == few
