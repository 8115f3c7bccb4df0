"""What people read in the CMS is Indonesian where Wagtail and Django have it otherwise."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import TaskState

from tests.factories import CaseFactory, MemberFactory, log_in
from tests.innovations.editing import edit_url, ready_case, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_review():
    member = MemberFactory()
    case = ready_case(member.unit, owner=member.user)
    start(case, member.user)
    return case


def test_the_author_is_told_how_to_take_a_case_back(client, in_review):
    log_in(client, in_review.owner)
    assert "Tarik untuk diubah" in client.get(edit_url(in_review)).text


def test_a_review_says_since_when_it_waits(client, in_review):
    TaskState.objects.update(started_at=timezone.now() - timedelta(hours=3))
    log_in(client, MemberFactory(role="moderator").user)
    assert "3\xa0jam yang lalu" in client.get(edit_url(in_review)).text


def test_a_search_names_what_it_found(client):
    case = CaseFactory()
    log_in(client, MemberFactory(role="moderator").user)
    assert "1-1 dari 1 halaman" in client.get("/kelola/pages/search/", {"q": case.title}).text


def test_who_published_is_left_out_where_nobody_did(client):
    case = CaseFactory()
    log_in(client, MemberFactory(role="moderator").user)
    rows = client.get("/kelola/reports/aging-pages/").text.partition("<tbody>")[2]
    assert case.title in rows
    assert "None" not in rows


def test_zones_are_those_of_indonesia(client):
    log_in(client, MemberFactory().user)
    account = client.get("/kelola/account/").text
    assert "Asia/Jayapura" in account
    assert "Europe/Paris" not in account
