"""The search page, as a reader meets it."""

import pytest
from django.utils import timezone

from innovations.models import InnovationPage
from innovations.queries import case_cards
from search.engines.base import Sort
from search.indexer import rebuild
from search.page import result_page
from search.parameters import Parameters
from tests.factories import CaseFactory
from tests.search.site.asking import api

pytestmark = pytest.mark.django_db


def test_a_hit_shows_name_place_passage_reason_and_figure(client, cases):
    page = client.get("/cari/?q=lansia").content.decode()
    for part in ("Payjem", "Penjemputan pasien dari rumah", "Puskesmas Melati", "Kota Palembang", "2019"):
        assert part in page
    assert "<mark>lansia</mark>" in page


def test_a_hit_is_drawn_like_the_case_in_any_other_list(client, cases):
    drawn = {hit.card.pk: hit.card for hit in result_page(Parameters(), timezone.now()).hits}
    assert drawn == {card.pk: card for card in case_cards(InnovationPage.objects.all())}
    card = drawn[cases[0].pk]
    assert (card.figure.before, card.figure.after, card.award) == ("180", "5", "KIPP (Sinovik) Top 99 2020")


def test_a_word_kept_to_a_field_is_marked_there_alone_and_the_page_says_so(client, cases):
    page = client.get("/cari/?q=unit:puskesmas+hasil:menit").content.decode()
    assert '<code lang="id">unit:puskesmas</code>, <code lang="id">hasil:menit</code>' in page
    assert "<mark>menit</mark>" in page
    _status, answer = api(client, "q=hasil:menit+pasien")
    assert {(one["field"], one["word"]) for one in answer["results"][0]["matched"]} >= {("outcomes", "menit")}
    assert ("outcomes", "pasien") not in {(one["field"], one["word"]) for one in answer["results"][0]["matched"]}


def test_every_state_is_a_plain_address(client, cases):
    for sort in Sort:
        page = client.get(f"/cari/?q=keliling&sector=health&sort={sort}").content.decode()
        assert 'name="sector" value="health" checked' in page
        assert "/cari/?q=keliling" in page


def test_text_is_shown_never_run(client, cases):
    page = client.get("/cari/?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page


def test_a_misspelled_name_finds_its_case_and_the_page_says_so(client, cases):
    page = client.get("/cari/?q=payjm").content.decode()
    assert "Payjem" in page
    assert "payjm" in page
    assert "payjem" in page


def test_an_open_sense_is_a_choice_of_searches(client, cases):
    page = client.get("/cari/?q=KIA lansia keliling&sort=newest")
    [choice] = page.context["page"].choices
    assert choice.word == "KIA"
    assert choice.senses[0] == ("kartu identitas anak", "/cari/?q=kartu+identitas+anak+lansia+keliling&sort=newest")
    assert 'href="/cari/?q=kesehatan+ibu+dan+anak+lansia+keliling&amp;sort=newest"' in page.content.decode()
    assert client.get("/cari/?q=KIA sekolah").context["page"].choices == []


def test_a_misspelled_word_of_several_senses_offers_the_same_choice(client):
    CaseFactory(title="KIA Siaga")
    rebuild()
    page = client.get("/cari/?q=Kiaa lansia").context["page"]
    assert page.corrections == [("kiaa", "kia")]
    [choice] = page.choices
    assert (choice.word, choice.senses[0]) == ("kia", ("kartu identitas anak", "/cari/?q=kartu+identitas+anak+lansia"))


WORDS_HELD = [
    ("perawat menjemput", (False, True), ""),
    ("perawat lansia keliling perahu", (True, False), "Tidak ada inovasi yang memuat semua kata"),
    ("pasien keliling", (True, True), "Inovasi yang memuat semua kata tampil lebih dulu"),
]


@pytest.mark.parametrize(("q", "held", "note"), WORDS_HELD)
def test_the_page_says_whether_cases_have_all_of_the_words(client, cases, q, held, note):
    page = client.get("/cari/", {"q": q})
    assert (page.context["page"].lacking, page.context["page"].complete) == held
    assert note in page.content.decode()


@pytest.mark.parametrize(
    "q",
    [
        "menjemput selain whatsapp",
        "menjemput bukan whatsapp",
        "menjemput selain drive thru",
        "inovasi selain drive thru",
        "selain drive thru",
    ],
)
def test_what_is_not_meant_is_no_word_that_cases_lack_and_is_not_sought_in_other_words(client, cases, q):
    page = client.get("/cari/", {"q": q}).context["page"]
    assert (page.total > 0, page.lacking, page.others) == (True, False, [])


def test_nothing_found_offers_ways_out(client, cases):
    page = client.get("/cari/?q=payjem&sector=education").content.decode()
    assert 'href="/cari/?q=payjem"' in page


def test_the_page_costs_the_same_queries_for_many_hits_as_for_few(client, cases, django_assert_max_num_queries):
    client.get("/cari/")
    with django_assert_max_num_queries(3):
        client.get("/cari/?q=puskesmas")


def test_a_made_up_case_is_marked_among_the_suggestions(client):
    CaseFactory(title="Perahu Baca", plain_title="Buku lewat sungai", example=True)
    rebuild()
    first = client.get("/cari/saran/?q=perahu+baca").json()["suggestions"][0]
    assert first["note"] == "Contoh · Buku lewat sungai"
