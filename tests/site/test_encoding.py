"""Requests that no browser sends are read: in whatever encoding they claim to be, and with a NUL."""

from urllib.parse import quote

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from jipp.site.encoding import reading_utf8

# What is a lone surrogate in UTF-7 and in Python's own escapes.
TEXT = r"é +2AA- \ud800"
FORM = f'--garis\r\nContent-Disposition: form-data; name="pesan"\r\n\r\n{TEXT}\r\n--garis--\r\n'


@pytest.mark.parametrize(
    "claim", ["charset=utf-8", "charset=hex", "charset=rot13", "charset=utf-7", "charset=unicode_escape", "x*=hex''a"]
)
def test_addresses_and_forms_are_read(claim):
    read = []

    def application(environ, _start_response):
        request = WSGIRequest(environ)
        read.extend([request.GET["q"], request.POST["pesan"]])
        return []

    environ = RequestFactory().generic("POST", "/", FORM.encode()).environ
    kind = f"multipart/form-data; {claim}; boundary=garis"
    environ |= {"CONTENT_TYPE": kind, "QUERY_STRING": f"q={quote(TEXT)}"}
    reading_utf8(application)(environ, None)
    assert read == [TEXT, TEXT]


def test_what_claims_nothing_is_passed_on():
    environ = RequestFactory().get("/").environ
    assert reading_utf8(lambda told, _start_response: [told.get("CONTENT_TYPE")])(environ, None) == [""]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/masuk/"])
def test_a_cookie_with_a_nul_is_none(client, path):
    # Cookies may write any character by its octal number.
    answer = client.get(path, headers={"cookie": r'sessionid="\000aaaaaaaa"; django_language=en'})
    assert answer.status_code == 200
    assert answer.wsgi_request.COOKIES == {"django_language": "en"}
