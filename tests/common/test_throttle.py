"""Whom throttles count, and what who is over the limit reads."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import PageViewRestriction

from common.client_address import client_address
from tests.factories import CaseFactory


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "counted"),
    [
        (False, None, "10.0.0.1"),
        (False, "1.2.3.4", "10.0.0.1"),
        (True, None, "10.0.0.1"),
        (True, "1.2.3.4", "1.2.3.4"),
        (True, "9.9.9.9, 1.2.3.4", "1.2.3.4"),
        (True, "", "10.0.0.1"),
    ],
)
def test_the_counted_address_is_not_the_clients_own_word(settings, behind_proxy, forwarded, counted):
    settings.BEHIND_PROXY = behind_proxy
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", **headers)) == counted


@pytest.mark.django_db
def test_who_is_over_the_limit_is_asked_for_patience(client, settings):
    settings.RATELIMIT_ENABLE = True
    answers = [client.post("/masuk/", {"username": "a@b.id", "password": "x"}).status_code for _number in range(31)]
    assert (answers[0], answers[-1]) == (200, 429)


@pytest.mark.django_db
def test_a_form_that_was_open_too_long_says_so_in_our_words():
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/masuk/", {"username": "a@b.id", "password": "x"})
    assert answer.status_code == 403
    assert "<h1>" in answer.text
    assert "skip" in answer.text


@pytest.mark.django_db
def test_the_password_of_a_page_is_not_guessed(client, settings):
    settings.RATELIMIT_ENABLE = True
    case = CaseFactory()
    restriction = PageViewRestriction.objects.create(page=case, restriction_type="password", password="rahasia")
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, case.pk])
    answers = [client.post(address, {"password": str(number)}).status_code for number in range(31)]
    assert (answers[0], answers[-1]) == (200, 429)
