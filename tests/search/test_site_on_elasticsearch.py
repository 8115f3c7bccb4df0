"""The site on Elasticsearch: what is published is found, and the site stays up when the engine is down."""

import json
import socket

import pytest
from django.core.management import CommandError, call_command

from search.indexer import verify
from search.models import IndexEvent
from tests.factories import CaseFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def up(settings, elasticsearch, worker_id):
    """Elasticsearch, with an empty index."""
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.SEARCH_ELASTICSEARCH = elasticsearch.settings(f"site_{worker_id}")
    call_command("search_rebuild")


def nobodys_address():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"http://127.0.0.1:{free.getsockname()[1]}"


@pytest.fixture
def down(settings):
    """Nobody where Elasticsearch should be."""
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.SEARCH_ELASTICSEARCH = {"urls": (nobodys_address(),), "prefix": "jipp", "timeout": 1}


def found(client, query):
    response = client.get("/api/v1/cases", {"q": query})
    return response.status_code, [case["name"] for case in json.loads(response.content).get("results", ())]


def test_a_case_is_found_when_it_is_published_and_gone_when_it_is_not(client, up):
    case = CaseFactory(title="Perahu Pintar")
    assert found(client, "perahu") == (200, ["Perahu Pintar"])
    assert "Perahu Pintar" in client.get("/cari/?q=perahu").content.decode()
    case.unpublish()
    assert found(client, "perahu") == (200, [])
    assert verify() == []


def test_while_it_is_down_the_page_shows_the_newest_and_tells_only_operators_why(client, down):
    CaseFactory(title="Perahu Pintar")
    for reader, told in ((None, False), (UserFactory(), False), (UserFactory(is_superuser=True), True)):
        if reader:
            client.force_login(reader)
        response = client.get("/cari/?q=apa+saja")
        page = response.content.decode()
        assert response.status_code == 503
        assert "Perahu Pintar" in page
        assert ("127.0.0.1" in page) is told
    assert found(client, "perahu")[0] == 503
    assert client.get("/cari/saran/?q=pera").status_code == 200
    assert client.get(CaseFactory(title="Kereta").url).status_code == 200
    assert json.loads(client.get("/sehat/").content)["search"] == "down"
    with pytest.raises(CommandError, match=r"127\.0\.0\.1"):
        call_command("search_status")


def test_what_is_published_while_it_is_down_waits_and_is_found_afterwards(client, up, settings):
    urls = settings.SEARCH_ELASTICSEARCH["urls"]
    settings.SEARCH_ELASTICSEARCH = {**settings.SEARCH_ELASTICSEARCH, "urls": (nobodys_address(),)}
    CaseFactory(title="Perahu Pintar")
    assert IndexEvent.waiting().exists()
    settings.SEARCH_ELASTICSEARCH = {**settings.SEARCH_ELASTICSEARCH, "urls": urls}
    call_command("search_index")
    assert not IndexEvent.waiting().exists()
    assert found(client, "perahu") == (200, ["Perahu Pintar"])
