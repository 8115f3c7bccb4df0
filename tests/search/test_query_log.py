"""What people search for is counted, without anything that tells who."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone
from hypothesis import assume, given

from search import query_log as module
from search import views
from search.indexer import rebuild
from search.models import QueryCount
from search.query import MAX_PARTS, MAX_TEXT, parse
from search.query_log import KEPT, QueryLog, loggable
from tests.factories import CaseFactory, MemberFactory, log_in
from tests.search.test_query import any_query

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"

KEYS = [
    ("Antrian  KTP-el", "antrean ktp elektronik"),
    ("antrean ktp elektronik", "antrean ktp elektronik"),
    ('"Satu Pintu" -Aplikasi', '"satu pintu" -aplikasi'),
    ("Wilayah:JAKARTA tahun:2019..2022", "wilayah:jakarta tahun:2019..2022"),
    ("-tag:satu-pintu", '-tag:"satu pintu"'),
    ("!? …", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "key"), KEYS)
def test_a_query_in_normal_spelling(text, key):
    assert parse(text).key == key


@given(any_query)
def test_the_normal_spelling_is_its_own_normal_spelling(text):
    query = parse(text)
    assume(len(query.key) <= MAX_TEXT and len(query.key.split()) <= MAX_PARTS)
    assert parse(query.key).key == query.key


PERSONAL = [
    "1671012345670001",
    "nik 1671 0123 4567 0001",
    "0812-3456-7890",
    "+62 812 3456 789",
    "09.254.294.3-407.000",
    "198503122010011004",
    "budi@contoh.go.id",
    "@budi",
    "kata " * 30,
]


@pytest.mark.parametrize("text", PERSONAL, ids=lambda text: text[:20])
def test_what_looks_like_personal_data_is_not_counted(text):
    assert loggable(text) == ""


@pytest.mark.parametrize("text", ["antrean 2019", "top 99", "tahun:2019..2022", "uu 25 tahun 2009", "pasal 17"])
def test_other_numbers_are(text):
    assert loggable(text)


@pytest.fixture
def log(settings):
    """A log whose timer never runs by itself."""
    settings.SEARCH_LOG = True
    return QueryLog(later=lambda seconds, act: None)


def rows():
    return {row.text: (row.searches, row.hits, row.clicks) for row in QueryCount.objects.all()}


@pytest.mark.django_db
class TestCounting:
    def test_searches_and_clicks_add_up_over_flushes(self, log):
        log.searched("Antrian KTP", 0)
        log.searched("antrean ktp", 3)
        log.clicked("antrian  ktp")
        log.flush()
        log.searched("antrean ktp", 4)
        log.clicked("antrean ktp")
        log.flush()
        assert rows() == {"antrean ktp": (3, 4, 2)}

    def test_a_click_without_a_search_is_not_kept(self, log):
        log.clicked("apa saja yang dikirim orang")
        log.flush()
        assert rows() == {}

    def test_a_flush_costs_a_fixed_number_of_queries_and_one_a_text(self, log, django_assert_num_queries):
        for text in ("perahu", "kereta", "sepeda"):
            log.searched(text, 1)
        with django_assert_num_queries(2 + 1 + 3):
            log.flush()
        with django_assert_num_queries(0):
            log.flush()

    def test_a_database_that_fails_costs_no_count(self, log, monkeypatch):
        log.searched("perahu", 1)
        with monkeypatch.context() as broken:
            broken.setattr(module, "_store", _fail)
            log.flush()
        log.searched("perahu", 2)
        log.flush()
        assert rows() == {"perahu": (2, 2, 0)}

    def test_memory_is_bounded(self, log, monkeypatch):
        monkeypatch.setattr(module, "_MOST_WAITING", 2)
        for text in ("perahu", "kereta", "sepeda", "perahu"):
            log.searched(text, 1)
        log.flush()
        assert rows() == {"perahu": (2, 1, 0), "kereta": (1, 1, 0)}

    def test_one_timer_runs_for_what_waits(self, settings):
        settings.SEARCH_LOG = True
        timers = []
        log = QueryLog(later=lambda seconds, act: timers.append(act))
        log.searched("perahu", 1)
        log.searched("kereta", 1)
        assert len(timers) == 1
        log.flush()
        log.searched("perahu", 1)
        assert len(timers) == 2

    def test_it_can_be_switched_off(self, log, settings):
        settings.SEARCH_LOG = False
        log.searched("perahu", 1)
        log.flush()
        assert rows() == {}

    def test_counts_are_kept_as_long_as_the_privacy_notice_says(self, client, capsys):
        today = timezone.localdate()
        for days in (KEPT.days, KEPT.days + 1):
            QueryCount.objects.create(day=today - timedelta(days=days), text="perahu", searches=1)
        call_command("forget_searches")
        assert [row.day for row in QueryCount.objects.all()] == [today - KEPT]
        assert "1 hitungan" in capsys.readouterr().out
        assert f"{KEPT.days} hari" in client.get(reverse("privacy")).content.decode()


def _fail(waiting):
    raise DatabaseError("database is locked")


@pytest.fixture
def counted(monkeypatch, log):
    """The texts that the views count, and with how many hits; None for a hit that was opened."""
    noted = []
    monkeypatch.setattr(log, "searched", lambda text, hits: noted.append((text, hits)))
    monkeypatch.setattr(log, "clicked", lambda text: noted.append((text, None)))
    monkeypatch.setattr(views, "query_log", log)
    return noted


NOT_COUNTED = [
    ({"q": "perahu", "page": "2"}, {}),
    ({"q": "perahu", "sector": "health"}, {}),
    ({"q": "perahu", "sort": "newest"}, {}),
    ({"q": "perahu"}, {"User-Agent": "Googlebot/2.1"}),
    ({"q": "perahu"}, {"User-Agent": "curl/8.5"}),
    ({"q": "perahu"}, {"User-Agent": ""}),
    ({"q": "perahu"}, {"Sec-Purpose": "prefetch;prerender"}),
    ({"q": "perahu"}, {"HX-Request": "true"}),
]


@pytest.fixture(scope="module")
def _boats(module_index):
    for number in range(12):
        CaseFactory(title=f"Perahu {number}")
    rebuild()


@pytest.mark.django_db
@pytest.mark.usefixtures("_boats", "indexed")
class TestPages:
    def test_the_first_page_of_a_persons_search_is_counted(self, client, counted):
        client.get("/cari/", {"q": "perahu"}, headers={"User-Agent": BROWSER})
        assert counted == [("perahu", 12)]

    @pytest.mark.parametrize(("asked", "headers"), NOT_COUNTED, ids=lambda value: str(value)[:40])
    def test_what_follows_and_what_is_no_person_is_not(self, client, counted, asked, headers):
        client.get("/cari/", asked, headers={"User-Agent": BROWSER} | headers)
        assert counted == []

    def test_the_api_the_filters_and_the_suggestions_are_not_counted(self, client, counted):
        for path in ("/api/v1/cases", "/cari/saring/", "/cari/saran/"):
            client.get(path, {"q": "perahu"}, headers={"User-Agent": BROWSER})
        assert counted == []

    def test_an_opened_hit_is_counted_for_its_search(self, client, counted):
        page = BeautifulSoup(client.get("/cari/?q=perahu").content, "html.parser")
        address = page.select_one("[data-count-opened]")["data-count-opened"]
        answer = client.post(address, {"q": "perahu"}, headers={"User-Agent": BROWSER})
        assert (answer.status_code, counted) == (204, [("perahu", None)])

    def test_what_another_site_sends_is_not(self, client, counted):
        client.post("/cari/dibuka/", {"q": "x"}, headers={"User-Agent": BROWSER, "Sec-Fetch-Site": "cross-site"})
        assert counted == []
        assert client.get("/cari/dibuka/").status_code == 405


@pytest.mark.django_db
class TestReport:
    @pytest.fixture(autouse=True)
    def _counted(self):
        today = timezone.localdate()
        for text, days, searches, hits, clicks in (
            ("sepeda air", 0, 3, 0, 0),
            ("kereta gantung", 40, 9, 0, 0),
            ("perahu", 0, 5, 12, 0),
            ("ktp", 0, 2, 7, 1),
            ("mended", 1, 2, 0, 0),
            ("mended", 0, 1, 4, 1),
        ):
            day = today - timedelta(days=days)
            QueryCount.objects.create(day=day, text=text, searches=searches, hits=hits, clicks=clicks)

    LISTS = [
        ("", ["sepeda air"]),
        ("list=nothing&days=180", ["kereta gantung", "sepeda air"]),
        ("list=unopened", ["perahu"]),
        ("list=most&days=7", ["perahu", "mended", "sepeda air", "ktp"]),
        ("list=x&days=x", ["sepeda air"]),
    ]

    @pytest.mark.parametrize(("query", "texts"), LISTS)
    def test_lists(self, client, query, texts):
        log_in(client, MemberFactory(role="moderator").user)
        page = client.get(f"{reverse('searches:index')}?{query}")
        assert [row.text for row, *_addresses in page.context["rows"]] == texts

    def test_a_search_that_found_nothing_becomes_a_synonym_in_two_steps(self, client):
        log_in(client, MemberFactory(role="moderator").user)
        page = BeautifulSoup(client.get(reverse("searches:index")).content, "html.parser")
        form = client.get(page.select_one("tbody .button")["href"]).context["form"]
        assert (form["word"].value(), form["trial"].value()) == ("sepeda air", "sepeda air")
        assert form["source"].value()

    def test_members_do_not_see_it(self, client):
        log_in(client, MemberFactory(role="head").user)
        assert client.get(reverse("searches:index")).status_code == 404
