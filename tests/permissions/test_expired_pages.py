"""A page whose time has run out is nowhere, also before the job that unpublishes it has run."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from innovations.queries import cards_by_key
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


def _expire(page):
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))


def test_a_case_past_its_time_answers_nobody(client):
    case = CaseFactory()
    addresses = [case.url, f"/laporkan/{case.pk}/", f"/api/v1/cases/{case.record_id}"]
    assert [client.get(address).status_code for address in addresses] == [200] * 3
    assert case.url in client.get("/sitemap.xml").text

    _expire(case)

    assert [client.get(address).status_code for address in addresses] == [404] * 3
    assert client.head(case.url).status_code == 404
    assert case.url not in client.get("/sitemap.xml").text
    for address in ("/", "/inovasi/", case.unit.page.url, "/umpan/inovasi.atom"):
        assert case.title not in client.get(address).text


def test_a_case_with_time_left_stays(client):
    case = CaseFactory()
    type(case).objects.filter(pk=case.pk).update(expire_at=timezone.now() + timedelta(minutes=1))
    assert client.get(case.url).status_code == 200


def test_only_public_copies_are_counted(client):
    original = CaseFactory()
    public, private, expired = (CaseFactory(replicates=original) for _number in range(3))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    _expire(expired)

    assert cards_by_key([original.pk])[original.pk].copies == 1
    assert public.title in client.get(original.url).text
