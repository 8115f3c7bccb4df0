"""The pages of entries: from the case page to what is submitted, by posting forms."""

import datetime
import json

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from selections.actions import save_answers
from selections.models import Entry
from selections.rules.entries import EntryState, EntryStep
from tests.factories import MemberFactory, UserFactory, log_in
from tests.selections.entering import entrant, took
from tests.site.pages import queries

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%contoh\n%%EOF\n"


@pytest.fixture
def one():
    return entrant()


def _soup(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def _sent(form):
    sent = {box["name"]: box.get("value", "") for box in form.select("input[name]")}
    sent |= {box["name"]: box.text.removeprefix("\r\n").removeprefix("\n") for box in form.select("textarea[name]")}
    for choice in form.select("select[name]"):
        chosen = choice.select_one("option[selected]") or choice.select_one("option")
        sent[choice["name"]] = chosen["value"]
    return sent


def test_the_way_from_the_case_page_to_the_secretariat(client, one, selection_round):
    log_in(client, one.writer)
    (form,) = _soup(client, one.case.url).select(".enter form")
    sent = _sent(form)
    first, second = (client.post(form["action"], sent)["Location"] for _click in range(2))
    assert first == second
    written = _soup(client, first)
    assert "“Surat pernyataan implementasi” belum dilampirkan" in written.text
    assert written.select_one("#words-ide b").text == "3"
    answers = _sent(written.select_one("form[hx-post]")) | {"answer-ide": "Perahu " * 120, "category": "tata_kelola"}
    address = client.post(first, answers | {"done": "1"})["Location"]
    assert "“Ide inovatif” kelebihan 20 kata dari 100" in _soup(client, address).text
    upload = {"pernyataan-file": SimpleUploadedFile("rahasia.pdf", PDF), "pernyataan-seen": 1}
    client.post(f"{address}lampiran/pernyataan/", upload)
    steps = {"step": "propose", "seen": 2, "note": ""}
    assert "Pada admin lokal" in client.post(f"{address}langkah/", steps, follow=True).text
    log_in(client, one.admin)
    assert one.case.title in _soup(client, "/seleksi/proposal/").select_one("section:has(#waiting)").text
    client.post(f"{address}langkah/", {"step": "submit", "seen": 3, "note": ""})
    entry = Entry.objects.get()
    assert (entry.state, entry.category) == (EntryState.SUBMITTED, "tata_kelola")
    file = client.get(f"{address}lampiran/pernyataan/unduh/")
    assert file.headers["Content-Disposition"] == 'attachment; filename="0001-surat-pernyataan-implementasi.pdf"'
    assert b"".join(file.streaming_content) == PDF
    assert json.loads(client.get(f"{address}rekaman.json").content)["name"] == one.case.title


def test_a_form_that_saves_itself_says_what_became_of_it(client, one, selection_round):
    entry = one.enters(selection_round)
    log_in(client, one.writer)
    address = reverse("entry_form", args=[entry.pk])
    said = {"seen": 0, "category": "kesehatan", "answer-ide": "Satu dua."}
    saved = BeautifulSoup(client.post(address, said, headers={"HX-Request": "true"}).content, "html.parser")
    assert "Tersimpan pukul" in saved.select_one("#saved").text
    assert saved.select_one("#id_seen")["value"] == saved.select_one("#id_pernyataan-seen")["value"] == "1"
    assert saved.select_one("#words-ide b").text == "2"
    refused = client.post(address, said | {"answer-ide": "Tiga."}, headers={"HX-Request": "true"})
    assert "Belum tersimpan" in refused.text
    assert str(one.writer) in refused.text


def test_after_somebody_was_quicker_both_texts_are_shown_and_the_next_save_keeps_the_own(client, one, selection_round):
    entry = one.enters(selection_round)
    save_answers(one.admin, entry, {"ide": "Teks admin.", "ringkasan": "Sama."}, "tata_kelola", seen=0)
    log_in(client, one.writer)
    address = reverse("entry_form", args=[entry.pk])
    said = {"seen": 0, "category": "kesehatan", "answer-ide": "Teks saya.", "answer-ringkasan": "Sama."}
    by_itself = client.post(address, said, headers={"HX-Request": "true"})
    assert "Tekan Simpan" in by_itself.text
    assert "id_seen" not in by_itself.text, "who has not seen the other text overwrites nothing"
    page = BeautifulSoup(client.post(address, said).content, "html.parser")
    form = page.select_one("form[hx-post]")
    category, idea = (one.get_text(" ", strip=True) for one in form.select(".notice.info"))
    assert category == "Tersimpan saat ini: Tata kelola pemerintahan"
    assert idea == "Tersimpan saat ini: Teks admin."
    assert str(one.admin) in page.text
    client.post(address, _sent(form))
    entry.refresh_from_db()
    assert (entry.answers["ide"], entry.category) == ("Teks saya.", "kesehatan")


def test_what_was_typed_too_late_stays_on_the_page(client, one, selection_round):
    entry = one.enters(selection_round)
    selection_round.rules["dates"]["closes_at"] = (timezone.now() - datetime.timedelta(seconds=1)).isoformat()
    selection_round.save()
    log_in(client, one.writer)
    said = {"seen": 0, "category": "kesehatan", "answer-ide": "Kalimat terakhir."}
    page = client.post(reverse("entry_form", args=[entry.pk]), said)
    assert "Kalimat terakhir." in page.text
    assert "jam server" in page.text
    entry.refresh_from_db()
    assert entry.answers["ide"] == "Perahu menjadi puskesmas."


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("surat.zip", b"PK\x05\x06" + bytes(18), "bukan PDF"),
        ("surat.pdf", b"<html>", "bukan berkas"),
        ("surat.pdf", PDF + b" " * 2 * 1024 * 1024, "lebih besar dari 2 MB"),
    ],
)
def test_a_file_that_the_rules_do_not_take_is_refused_in_words(client, one, selection_round, name, content, said):
    entry = one.enters(selection_round)
    log_in(client, one.writer)
    upload = {"pernyataan-file": SimpleUploadedFile(name, content), "pernyataan-seen": 0}
    page = client.post(reverse("entry_paper", args=[entry.pk, "pernyataan"]), upload, follow=True)
    assert said in page.text
    assert not entry.papers.exists()


def test_nothing_is_offered_to_strangers(client, one, selection_round):
    assert _soup(client, one.case.url).select(".enter") == []
    for person in (UserFactory(), MemberFactory().user):
        log_in(client, person)
        assert _soup(client, one.case.url).select(".enter") == []


def test_lists_and_pages_cost_the_same_however_many_entries(client, one, selection_round):
    log_in(client, one.admin)
    entry = one.enters(selection_round)
    took(one.writer, entry, EntryStep.PROPOSE)
    before = [queries(client, address) for address in ("/seleksi/proposal/", f"/seleksi/proposal/{entry.pk}/")]
    for _number in range(3):
        other = entrant(one.admin, one.unit)
        took(other.writer, other.enters(selection_round), EntryStep.PROPOSE)
    after = [queries(client, address) for address in ("/seleksi/proposal/", f"/seleksi/proposal/{entry.pk}/")]
    assert after == before
