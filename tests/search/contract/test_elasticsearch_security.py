"""Elasticsearch with security on: the user has rights on the site's indices only, and errors name what is wrong."""

import pytest

from search.engines.base import SearchRequest, Upsert
from search.engines.elasticsearch import Connection, ElasticsearchEngine
from search.errors import SearchUnavailable
from tests.search.builders import NOW, document, request

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def server(secure_elasticsearch):
    return secure_elasticsearch


def test_the_rights_that_are_documented_are_enough_for_everything(server):
    engine = ElasticsearchEngine(Connection(**server.settings()))
    with engine.rebuild() as generation:
        generation.add([document(1, "Perahu")])
        generation.switch([])
    engine.apply([Upsert(document(2, "Perahu Dua"))])
    with engine.rebuild():
        engine.apply([Upsert(document(3, "Perahu Tiga"))])
    assert engine.search(request("perahu", facets=("sector",))).total == 3
    assert engine.suggest("per", 5, NOW).words == ("perahu",)
    assert engine.frequencies(["prahu"]).of == {}
    assert engine.similar_words("prahu", NOW) == ["perahu"]
    assert {one.page_id for one in engine.contents()} == {1, 2, 3}
    assert engine.status().cases == 3
    with engine.rebuild() as generation:
        generation.switch([])
    assert engine.status().cases == 0


REASONS = [
    ({"password": "wrong"}, "does not accept the user or the password"),
    ({"user": "", "password": ""}, "does not accept the user or the password"),
    ({"ca": ""}, "certificate of Elasticsearch .* is not trusted"),
]


@pytest.mark.parametrize(("change", "reason"), REASONS)
def test_what_is_wrong_is_said(server, change, reason):
    engine = ElasticsearchEngine(Connection(**server.settings(**change)))
    for use in (
        lambda: engine.search(SearchRequest(now=1)),
        lambda: engine.apply([Upsert(document(1))]),
        lambda: engine.rebuild().__enter__(),
        engine.status,
    ):
        with pytest.raises(SearchUnavailable, match=reason):
            use()


def test_plain_http_to_a_server_that_speaks_tls_is_a_reason_not_a_crash(server):
    urls = tuple(url.replace("https", "http") for url in server.urls)
    engine = ElasticsearchEngine(Connection(**server.settings(urls=urls, ca="")))
    with pytest.raises(SearchUnavailable, match="can't be reached"):
        engine.search(SearchRequest(now=1))


def test_indices_of_others_are_out_of_reach(server):
    engine = ElasticsearchEngine(Connection(**server.settings("other")))
    for use in (lambda: engine.search(SearchRequest(now=1)), lambda: engine.rebuild().__enter__()):
        with pytest.raises(SearchUnavailable, match=r"no right to this on the indices other-\* .*unauthorized"):
            use()
