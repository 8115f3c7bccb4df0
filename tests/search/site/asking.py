"""Asking the API, and what it refuses."""

import json


def api(client, query=""):
    """Return status and answer."""
    response = client.get(f"/api/v1/cases?{query}")
    return response.status_code, json.loads(response.content)


def names(answer):
    """Return the names of the cases in an answer."""
    return {one["name"] for one in answer["results"]}


REFUSED = [
    ("foo=1", [("foo", "1")]),
    ("page=0", [("page", "0")]),
    ("page=-1", [("page", "-1")]),
    ("page=abc", [("page", "abc")]),
    ("page=" + "9" * 5000, [("page", "9" * 5000)]),
    ("page_size=0", [("page_size", "0")]),
    ("page_size=101", [("page_size", "101")]),
    ("sort=oldest", [("sort", "oldest")]),
    ("sector=nothing&sector=health", [("sector", "nothing")]),
    ("region=99", [("region", "99")]),
    ("region=16.7", [("region", "16.7")]),
    ("award=nobel", [("award", "nobel")]),
    ("award=kipp:", [("award", "kipp:")]),
    ("year=19", [("year", "19")]),
    ("year=2019..2022", [("year", "2019..2022")]),
    ("cost_band=cheap", [("cost_band", "cheap")]),
    ("page=0&sort=x", [("page", "0"), ("sort", "x")]),
]
