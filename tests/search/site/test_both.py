"""What holds for the page and the API alike."""

import json
import shutil

import pytest

from search import api as search_api
from search import views
from search.engines import tantivy_counts
from tests.search.site.asking import REFUSED, api, names

pytestmark = pytest.mark.django_db


def test_the_page_leaves_out_what_it_can_not_read(client, cases):
    assert {client.get(f"/cari/?{query}").status_code for query, _wrong in REFUSED} == {200}


def test_what_was_hidden_is_not_shown_though_the_index_still_has_it(client, cases):
    cases[0].unpublish()
    assert names(api(client, "q=payjem")[1]) == set()
    assert "Payjem" not in client.get("/cari/?q=payjem").content.decode().split("<main", 1)[1].replace("payjem", "")
    assert json.loads(client.get("/cari/saran/?q=payj").content)["suggestions"] == [{"text": "payjem"}]


@pytest.mark.parametrize("ruin", ["missing", "file", "broken"])
def test_without_an_engine_the_page_says_why_and_shows_the_newest_cases(client, cases, settings, ruin):
    place = settings.SEARCH_INDEX_DIR
    if ruin == "broken":
        (place / (place / "current").read_text() / "meta.json").write_text("{")
    else:
        shutil.rmtree(place)
        if ruin == "file":
            place.write_text("in the way")
    response = client.get("/cari/?q=payjem")
    page = response.content.decode()
    assert response.status_code == 503
    assert "Payjem" in page
    assert "Perahu Pintar" in page
    status, answer = api(client, "q=payjem")
    assert (status, bool(answer["errors"][0]["message"])) == (503, True)
    assert client.get("/cari/saran/?q=pay").status_code == 200


def test_where_facets_cannot_be_counted_the_engine_is_not_available(client, cases, monkeypatch):
    def fail(*_asked):
        raise ValueError("a broken column")

    monkeypatch.setattr(tantivy_counts, "_counts", fail)
    assert client.get("/cari/?q=payjem").status_code == 503
    assert api(client, "q=payjem")[0] == 503


def test_too_many_requests_are_told_to_wait(client, cases, settings, monkeypatch):
    settings.RATELIMIT_ENABLE = True
    for module, name in ((views, "_SEARCH_RATE"), (views, "_SUGGESTION_RATE"), (search_api, "_RATE")):
        monkeypatch.setattr(module, name, "2/h")
    for path in ("/cari/?q=payjem", "/cari/saran/?q=pay", "/api/v1/cases"):
        assert [client.get(path).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/api/v1/cases")["Retry-After"]


def test_only_reading_is_allowed(client):
    assert client.post("/cari/").status_code == 405
    assert client.post("/api/v1/cases").status_code == 405
