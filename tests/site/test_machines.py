"""What machines read: feed, sitemap, robots, metadata; and pages for those who lost their way."""

import json
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client, RequestFactory

from innovations.models import Tag
from jipp.site.views import server_error
from tests.factories import CaseFactory, DraftFactory, UnitFactory
from tests.site.builders import full_case
from tests.site.pages import queries

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.mark.django_db
def test_the_feed_has_the_newest_cases_and_ids_that_stay(client: Client) -> None:
    case = CaseFactory()
    DraftFactory(title="BELUM TERBIT")
    feed = ElementTree.fromstring(client.get("/umpan/inovasi.atom").content)
    entries = feed.findall("a:entry", ATOM)
    assert [entry.findtext("a:id", namespaces=ATOM) for entry in entries] == [f"urn:jipp:{case.record_id}"]
    link = entries[0].find("a:link", ATOM)
    assert link is not None
    assert link.attrib["href"].endswith(case.url)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/umpan/inovasi.atom", "/sitemap.xml"])
def test_a_list_for_machines_costs_the_same_however_many_cases_there_are(client: Client, path: str) -> None:
    unit = UnitFactory()
    CaseFactory(unit=unit)
    few = queries(client, path)
    for _ in range(3):
        CaseFactory(unit=unit)
    assert queries(client, path) == few


@pytest.mark.django_db
def test_the_sitemap_has_what_everyone_may_read(client: Client) -> None:
    case = full_case()
    draft = DraftFactory()
    sitemap = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = [place.text or "" for place in sitemap.iterfind(".//s:loc", SITEMAP)]
    for path in (case.url, case.get_parent().url, "/sektor/civil_registration/", "/tentang/"):
        assert any(address.endswith(path) for address in found), path
    assert not any(draft.slug in address for address in found)
    assert not any(address.endswith("/sektor/health/") for address in found)


@pytest.mark.django_db
def test_robots_are_shown_the_sitemap(client: Client) -> None:
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


@pytest.mark.django_db
def test_a_case_describes_itself_in_open_graph_and_schema_org(client: Client) -> None:
    case = full_case()
    soup = BeautifulSoup(client.get(case.url).content, "html.parser")
    assert soup.select_one("meta[property='og:title']")["content"] == case.title
    data = json.loads(soup.select_one("script[type='application/ld+json']").string)
    assert data["headline"] == case.title
    assert data["author"]["name"] == case.unit.name
    assert data["author"]["areaServed"] == "Kota Palembang"
    assert None not in data.values()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/tidak-ada/", "/sektor/sihir/", "/cara/sihir/", "/tag/tidak-ada/", "/wilayah/99/", "/wilayah/16.99/"]
)
def test_a_wrong_address_gets_a_page_that_helps(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    soup = BeautifulSoup(response.content, "html.parser")
    assert "Tidak ada halaman di alamat ini." in soup.h1.text
    assert soup.select("form[action='/cari/']")


def test_a_failure_is_told_without_the_database(rf: RequestFactory) -> None:
    response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Kesalahan ada pada kami" in response.content.decode()


@pytest.mark.django_db
def test_the_site_is_indonesian_until_the_reader_chooses(client: Client) -> None:
    assert "Temukan inovasi" in client.get("/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    chosen = client.post("/bahasa/", {"language": "en", "next": "/"})
    assert chosen.status_code == 302
    english = client.get("/")
    assert "Find a public service innovation" in english.content.decode()
    assert english.headers["Content-Language"] == "en"


@pytest.mark.django_db
def test_reading_sets_no_cookie(client: Client) -> None:
    case = full_case()
    for path in ("/", case.url, "/unit/", "/privasi/"):
        assert not client.get(path).cookies, path


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/api/v1/cases/a%00b", "/wilayah/a%00/", "/berkas/a%00.png", "/undangan/%00/", "/%00"]
)
def test_an_address_with_a_nul_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_a_tag_of_drafts_alone_has_no_page(client: Client) -> None:
    draft = DraftFactory()
    draft.tags = [Tag.objects.create(name="Rencana Rahasia")]
    draft.save()
    assert client.get("/tag/rencana-rahasia/").status_code == 404
    draft.save_revision().publish()
    assert client.get("/tag/rencana-rahasia/").status_code == 200
