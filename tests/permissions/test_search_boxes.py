"""The CMS's own search boxes answer whatever is typed."""

import pytest

from tests.factories import MemberFactory, log_in

pytestmark = pytest.mark.django_db

BOXES = (
    "/kelola/pages/search/",
    "/kelola/pages/search/results/",
    "/kelola/images/",
    "/kelola/images/results/",
    "/kelola/images/chooser/",
    "/kelola/images/chooser/results/",
    "/kelola/documents/",
    "/kelola/documents/results/",
    "/kelola/documents/chooser/",
    "/kelola/documents/chooser/results/",
    "/kelola/choose-page/search/",
    "/kelola/reports/site-history/",
    "/kelola/reports/aging-pages/",
    "/kelola/inovasi-asal/",
    "/kelola/inovasi-asal/results/",
    "/kelola/redirects/",
    "/anggota/",
)
ODD = (
    '"foo',
    '"',
    "",
    "   ",
    "x" * 10_000,
    "kata " * 2_000,
    "a\x00b",
    "😀 jemput",
    "a AND OR",
    "NOT",
    "title:",
    "(((",
    "*",
    ".*+[a-z",
    "'; DROP TABLE wagtailcore_page; --",
    "%_\\",
)


@pytest.mark.parametrize("box", BOXES)
def test_odd_queries_answer_normally(client, box):
    log_in(client, MemberFactory(role="moderator").user)
    client.raise_request_exception = False
    answers = {query: client.get(box, {"q": query}).status_code for query in ODD}
    assert {query: status for query, status in answers.items() if status >= 400} == {}


def test_the_explorers_box_answers_too(client):
    member = MemberFactory()
    log_in(client, member.user)
    client.raise_request_exception = False
    for query in ODD:
        assert client.get(f"/kelola/pages/{member.unit.page.pk}/", {"q": query}).status_code == 200
