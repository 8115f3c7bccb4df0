"""Odd texts on each engine: every one is answered, and the page says how it was read."""

import re

import pytest
from django.test import override_settings
from django.utils.html import strip_tags

from search.indexer import rebuild
from tests.search.site.asking import names
from tests.search.test_query import ODD

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", params=["tantivy", "elasticsearch"])
def _engine(request, _cases):
    """Choose the engine and index the three cases there."""
    chosen = {"SEARCH_ENGINE": request.param}
    if request.param == "elasticsearch":
        worker = request.getfixturevalue("worker_id")
        chosen["SEARCH_ELASTICSEARCH"] = request.getfixturevalue("elasticsearch").settings(f"odd_{worker}")
    with override_settings(**chosen):
        rebuild()
    return chosen


@pytest.fixture
def engine(_engine, cases, settings):
    for name, value in _engine.items():
        setattr(settings, name, value)


def test_every_one_is_answered(client, engine):
    paths = ("/cari/", "/cari/saring/", "/cari/saran/", "/cari/hasil.csv", "/api/v1/cases")
    asked = [(path, text.encode("utf-8", "surrogatepass")) for path in paths for text in ODD]
    assert [(path, text) for path, text in asked if client.get(path, {"q": text}).status_code != 200] == []


EVERY = {"Payjem", "Sapa Sehat", "Perahu Pintar"}
PLAIN = "“%s” dibaca sebagai kata biasa: yang tertulis setelah titik dua tidak dapat dicari di sana."
NONE_HAS_ALL = "Tidak ada inovasi yang memuat semua kata; berikut yang memuat sebagian."
CUT = "Teksnya panjang: hanya bagian awalnya yang dicari."

READ = [
    ("", EVERY, []),
    (" \x00 ", EVERY, []),
    ("\u202e", EVERY, []),
    ('"sekolah terapung', {"Perahu Pintar"}, ["Persis seperti tertulis: “sekolah terapung”"]),
    ("-lansia", EVERY - {"Payjem"}, ["Tanpa: lansia"]),
    ('keliling -"setiap hari"', {"Sapa Sehat"}, ["Tanpa: “setiap hari”"]),
    ("-wilayah:palembang -tahun:2019", {"Perahu Pintar"}, ["Tanpa: wilayah:palembang, tahun:2019"]),
    ("tahun:2020..", {"Sapa Sehat"}, ["Dibatasi pada: tahun:2020.."]),
    ("\u200ftahun:2019\u200e", {"Payjem"}, ["Dibatasi pada: tahun:2019"]),
    (
        "perahu tahun:abc",
        {"Perahu Pintar"},
        [PLAIN % "tahun:abc", "Tidak ada inovasi yang memuat: tahun, abc", NONE_HAS_ALL],
    ),
    (
        "perahu wilayah:",
        {"Perahu Pintar"},
        [PLAIN % "wilayah:", "Tidak ada inovasi yang memuat: wilayah", NONE_HAS_ALL],
    ),
    ('perahu unit:"', {"Perahu Pintar"}, [PLAIN % "unit:", "Tidak ada inovasi yang memuat: unit", NONE_HAS_ALL]),
    ("perahu " * 200, {"Perahu Pintar"}, [CUT]),
    ("x" * 10_000, set(), [CUT, "Tidak ada inovasi yang memuat: " + "x" * 59 + "…"]),
    ("perahu 队列 صف", {"Perahu Pintar"}, ["Tidak ada inovasi yang memuat: 队列, صف", NONE_HAS_ALL]),
]


def notes(page: str) -> list[str]:
    """Return what the page says of how a text was read, quotation marks as a reader sees them."""
    found = re.findall(r'<p class="reading-note">(.*?)</p>', page, re.DOTALL)
    told = [" ".join(strip_tags(note).replace("&quot;", '"').split()) for note in found]
    return [re.sub(r'"([^"]*)"', r"“\1”", note) for note in told if not note.startswith("Dicari juga")]


@pytest.mark.parametrize(("text", "found", "told"), READ, ids=[repr(text)[:30] for text, *_ in READ])
def test_the_page_says_how_it_was_read(client, engine, text, found, told):
    assert names(client.get("/api/v1/cases", {"q": text}).json()) == found
    assert notes(client.get("/cari/", {"q": text}).content.decode()) == told


@pytest.mark.parametrize("text", ["-", "--", '""', "a AND OR", "yang di dari", "😀", "…"])
def test_what_says_nothing_finds_nothing_and_is_told(client, engine, text):
    page = client.get("/cari/", {"q": text})
    assert page.context["page"].total == 0
    assert "tidak ada yang dapat dicari" in page.content.decode()
