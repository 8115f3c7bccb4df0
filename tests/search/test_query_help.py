"""What the help on writing a search promises."""

import pytest

from innovations.demo import load_demo
from search.indexer import rebuild
from search.openapi import description
from search.query import SCOPES, YEARS, parse
from search.query_help import EXAMPLES


@pytest.mark.django_db
def test_every_example_is_on_the_page_and_finds_something(client):
    load_demo()
    rebuild()
    page = client.get("/cari/").content.decode()
    assert [one.text for one in EXAMPLES if one.url.replace("&", "&amp;") not in page] == []
    assert [
        one.text for one in EXAMPLES if not client.get(f"/api/v1{one.url.replace('/cari/', '/cases')}").json()["total"]
    ] == []


def test_the_examples_and_the_description_of_the_api_show_all_of_the_syntax():
    shown = [part for one in EXAMPLES for part in parse(one.text).parts]
    assert {part.scope for part in shown} == {*SCOPES, YEARS, ""}
    assert {(part.phrase, part.negated) for part in shown} >= {(True, False), (False, True)}
    [q] = [one for one in description("")["paths"]["/api/v1/cases"]["get"]["parameters"] if one["name"] == "q"]
    assert all(f"{scope}:" in q["description"] for scope in (*SCOPES, YEARS))
