"""Public pages: what they ask of the network, the database and the reader."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from innovations.models import CaseFile
from jipp.site.queries import COUNTS_KEY
from tests.factories import CaseFactory, DraftFactory, UnitFactory
from tests.replications.builders import copied
from tests.site.builders import full_case, outcome
from tests.site.pages import addresses, fetched, queries

pytestmark = pytest.mark.django_db

CASE_PAGE_LIMIT = 60_000
# Four of them find the page in the tree; four look for relatives of the case, one for questions
# about it, one for role models.
CASE_PAGE_QUERIES = 27


def test_no_page_asks_another_site_or_carries_inline_script_or_style(client: Client) -> None:
    for path in addresses(full_case()):
        response = client.get(path)
        assert response.status_code == 200, path
        html = response.content.decode()
        assert [address for address in fetched(html) if not address.startswith("/")] == [], path
        soup = BeautifulSoup(html, "html.parser")
        assert soup.select("[style], style, [onclick]") == [], path
        inline = [tag.get("type") for tag in soup.find_all("script") if not tag.get("src")]
        assert set(inline) <= {"application/ld+json"}, path


def test_every_page_has_a_language_a_title_and_one_heading(client: Client) -> None:
    for path in addresses(full_case()):
        soup = BeautifulSoup(client.get(path).content, "html.parser")
        assert soup.html["lang"] == "id", path
        assert soup.title.string.endswith("· JIPP"), path
        assert len(soup.find_all("h1")) == 1, path
        ids = [tag["id"] for tag in soup.select("[id]")]
        assert len(ids) == len(set(ids)), path


def test_a_page_in_the_tree_answers_at_its_own_address_alone(client: Client) -> None:
    case, draft = CaseFactory(), DraftFactory()
    other = UnitFactory()
    assert client.get(case.url).status_code == 200
    elsewhere = (case.url[:-1] + "x/", f"/{case.slug}/", f"{other.page.url}{case.slug}/", f"{case.url}{case.slug}/")
    for path in (*elsewhere, draft.url):
        assert client.get(path).status_code == 404, path


def test_a_full_case_weighs_less_than_sixty_kilobytes_without_its_pictures(client: Client) -> None:
    html = client.get(full_case().url).content
    files = {address.split("#")[0] for address in fetched(html.decode()) if address.startswith("/static/")}
    weights = [len(gzip.compress(html))]
    for address in files:
        found = finders.find(address.removeprefix("/static/"))
        assert found is not None, address
        weights.append(len(gzip.compress(Path(found).read_bytes())))
    assert sum(weights) < CASE_PAGE_LIMIT


@pytest.mark.parametrize(
    ("path", "most"), [("/", 17), ("/inovasi/", 18), ("/unit/", 11), ("/sektor/civil_registration/", 13)]
)
def test_lists_cost_the_same_however_many_cases_there_are(client: Client, path: str, most: int) -> None:
    unit = UnitFactory()
    full_case(unit)
    few = queries(client, path)
    for _ in range(4):
        full_case(unit)
    cache.delete(COUNTS_KEY)
    assert queries(client, path) == few <= most


def test_a_case_page_costs_the_same_however_many_parts_it_has(client: Client) -> None:
    case = full_case()
    few = queries(client, case.url)
    case.outcomes = [outcome(indicator=f"Hasil {number}") for number in range(6)]
    case.documents = [
        CaseFile(document=part.document, title=f"SOP {part.title}") for part in [*case.documents.all()] * 4
    ]
    case.save_revision().publish()
    assert queries(client, case.url) == few <= CASE_PAGE_QUERIES


def test_home_counts_what_everyone_may_read(client: Client) -> None:
    unit = UnitFactory()
    full_case(unit)
    DraftFactory(unit=unit)
    html = client.get("/").content.decode()
    assert "1 inovasi dari 1 unit" in html
    assert 'aria-label="Sumatera Selatan: 1 inovasi"' in html


def test_home_shows_the_result_of_a_case_measured_before_and_after(client: Client) -> None:
    case = full_case()
    CaseFactory(unit=case.unit, title="TANPA ANGKA")
    soup = BeautifulSoup(client.get("/").content, "html.parser")
    proofs = soup.select(".proof")
    assert [proof.h3.text for proof in proofs] == ["SAMPAN AKTA"]
    assert proofs[0].select_one(".change").text.replace("\u00a0", " ").strip() == "turun 97 %"


def test_home_shows_what_other_units_have_copied(client: Client) -> None:
    early, late, kept = (
        CaseFactory(title="ASAL LAMA"),
        CaseFactory(title="ASAL BARU"),
        CaseFactory(title="TANPA SALINAN"),
    )
    for original in (early, late):
        CaseFactory(replicates=original)
    DraftFactory(replicates=kept)
    copied(kept, "accepted")
    agreed = CaseFactory(title="DISEPAKATI")
    copied(agreed, "agreed", agreed_at=timezone.now())
    spread = BeautifulSoup(client.get("/").content, "html.parser").select("[aria-labelledby=spread] .hit")
    assert [hit.h3.text for hit in spread] == ["DISEPAKATI", "ASAL BARU", "ASAL LAMA"]
    assert "direplikasi oleh 1 unit" in " ".join(spread[0].text.split())


def test_an_entrance_counts_what_its_search_would_find(client: Client) -> None:
    full_case()
    soup = BeautifulSoup(client.get("/").content, "html.parser")
    entrances = {link["href"]: link.select_one(".count").text for link in soup.select(".needs a")}
    far_away = "/cari/?service_mode=outreach&service_mode=mobile&service_mode=home_delivery&service_mode=village_based"
    assert entrances[far_away] == "1 inovasi"
    assert "/cari/?connectivity=none&connectivity=intermittent" in entrances


def test_an_empty_site_says_so_and_offers_nothing_that_leads_nowhere(client: Client) -> None:
    html = client.get("/").content.decode()
    assert "Belum ada inovasi yang terbit." in html
    assert not BeautifulSoup(html, "html.parser").select(".needs, .proof")


def test_what_was_not_told_is_said_not_hidden(client: Client) -> None:
    html = client.get(CaseFactory().url).content.decode()
    assert "Yang tidak berjalan" in html
    assert "belum diketahui" in html


def test_a_made_up_case_is_marked_wherever_it_appears(client: Client) -> None:
    case = full_case(example=True)
    for path in (case.url, case.get_parent().url, "/inovasi/", "/"):
        assert BeautifulSoup(client.get(path).content, "html.parser").select(".badge.example"), path
    assert "[Contoh]" in client.get("/umpan/inovasi.atom").content.decode()


def test_relatives_that_not_everyone_may_read_are_not_named(client: Client) -> None:
    original = DraftFactory(title="RAHASIA ASLI")
    case = CaseFactory(replicates=original)
    DraftFactory(title="RAHASIA SALINAN", replicates=case)
    CaseFactory(title="SALINAN TERBIT", replicates=case)
    html = client.get(case.url).content.decode()
    assert "RAHASIA" not in html
    assert "SALINAN TERBIT" in html


def test_a_draft_can_be_previewed_with_its_unsaved_outcomes(rf: Any) -> None:
    draft = DraftFactory(title="DRAF")
    draft.outcomes = [outcome()]
    response = draft.make_preview_request()
    assert response.status_code == 200
    assert "Waktu tunggu" in response.content.decode()


def test_markup_in_a_text_is_text(client: Client) -> None:
    case = CaseFactory(title="</script><b>x", summary="<img src=https://jauh.example/x>")
    html = client.get(case.url).content.decode()
    assert "<img src=https" not in html
    assert "</script><b>" not in html


def test_a_page_past_the_end_of_a_list_is_its_last(client: Client) -> None:
    CaseFactory()
    assert client.get("/inovasi/?page=99").status_code == 200
    assert client.get("/inovasi/?page=x").status_code == 200


def test_units_are_found_by_part_of_their_name_and_by_type(client: Client) -> None:
    UnitFactory(name="Samsat Palembang", type="samsat")
    UnitFactory(name="Puskesmas Dempo", type="community_health_centre")
    for query, shown in (("?nama=sams", ["Samsat Palembang"]), ("?jenis=community_health_centre", ["Puskesmas Dempo"])):
        soup = BeautifulSoup(client.get(f"/unit/{query}").content, "html.parser")
        assert [link.text for link in soup.select("tbody th a")] == shown
    assert "Tidak ada unit yang cocok." in client.get("/unit/?nama=%00zzz").content.decode()
