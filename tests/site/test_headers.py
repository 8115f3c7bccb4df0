"""What every answer tells a browser to keep to, errors of the very first steps among them."""

import pytest
from django.test import Client

from tests.factories import MemberFactory, log_in
from tests.site.builders import full_case
from tests.site.pages import addresses

pytestmark = pytest.mark.django_db

ERRORS = {
    "/tidak-ada/": 404,
    "/tidak-ada": 301,
    "/%00": 404,
    "/berkas/tidak-ada.png": 404,
    "/undangan/tidak-ada/": 410,
    "/api/v1/cases/tidak-ada": 404,
    "/api/v1/cases?page=0": 400,
}


def test_every_public_answer_carries_the_policy_and_the_other_headers(client: Client) -> None:
    answers = [client.get(path) for path in addresses(full_case())]
    for path, status in ERRORS.items():
        answers.append(client.get(path))
        assert answers[-1].status_code == status, path
    answers.append(client.get("/", headers={"host": "lain.example"}))
    for answer in answers:
        path = answer.request["PATH_INFO"]
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy, path
        assert "unsafe" not in policy, path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN", path
        assert answer.headers["Referrer-Policy"] == "same-origin", path


def test_the_cookie_of_the_language_is_not_sent_along_from_other_sites(client: Client) -> None:
    cookie = client.post("/bahasa/", {"language": "en", "next": "/"}).cookies["django_language"]
    assert (cookie["samesite"], cookie["httponly"]) == ("Lax", True)


@pytest.mark.parametrize("path", ["/", "/inovasi/", "/cari/", "/tidak-ada/", "/akun/sandi/"])
def test_what_a_person_is_shown_is_not_kept_on_the_way(client: Client, path: str) -> None:
    log_in(client, MemberFactory().user)
    assert client.get(path).headers["Cache-Control"] == "private"


def test_what_everyone_is_shown_may_be_kept_and_a_form_with_its_token_may_not(client: Client) -> None:
    assert "Cache-Control" not in client.get("/").headers
    assert client.get("/sandi/").headers["Cache-Control"] == "private"
