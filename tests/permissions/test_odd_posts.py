"""Posts that no form of the CMS makes are refused, not failed at."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests.factories import CaseFactory, MemberFactory, UnitFactory, log_in

pytestmark = pytest.mark.django_db

LARGE, ENDLESS = str(10**20), "9" * 5000
COPY = {"new_title": "Salinan", "new_slug": "salinan"}
IMPORT = {"input_format": "0", "import_file_name": "x.csv", "from_index": "0", "to_index": "1"}

POSTS = {
    "copying to nowhere": ("wagtailadmin_pages:copy", True, [{}, {**COPY, "new_title": ENDLESS}]),
    "copying under a word": ("wagtailadmin_pages:copy", True, [COPY | {"new_parent_page": v} for v in ("x", "²", "0")]),
    "copying under too large a number": ("wagtailadmin_pages:copy", True, [COPY | {"new_parent_page": LARGE}]),
    "moving": ("wagtailadmin_pages:move", True, [{"new_parent_page": v} for v in ("x", "²", LARGE, ENDLESS)]),
    "a privacy of groups": (
        "wagtailadmin_pages:set_privacy",
        True,
        [{"restriction_type": "groups", "groups": value} for value in ("x", "²", LARGE)],
    ),
    "a link without its field": ("wagtailadmin_choose_page_external_link", False, [{}, {"x": "y"}]),
    "redirects without a file": ("wagtailredirects:start_import", False, [{}, {"input_format": "x"}]),
    "redirects of nowhere": ("wagtailredirects:process_import", False, [{}, IMPORT, IMPORT | {"from_index": "x"}]),
}


@pytest.fixture
def moderator(client):
    return log_in(client, MemberFactory(role="moderator").user)


@pytest.mark.parametrize(("name", "of_a_case", "bodies"), POSTS.values(), ids=POSTS)
def test_what_wagtail_cannot_read_is_no_fault_of_the_server(client, moderator, name, of_a_case, bodies):
    address = reverse(name, args=[CaseFactory().pk] if of_a_case else [])
    for body in bodies:
        assert client.post(address, body).status_code < 500, body


@pytest.mark.parametrize("body", ["1", "null", '"x"', b"\xff", "{"])
def test_what_was_dismissed_is_told_in_json(client, moderator, body):
    answer = client.patch(reverse("wagtailadmin_dismissibles"), body, content_type="application/json")
    assert answer.status_code == 400


def test_the_password_of_a_page_leads_to_an_address(client):
    page = UnitFactory().page
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="kunci")
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    assert client.post(address, {"password": "kunci", "return_url": "x"}).status_code == 400
    assert client.post(address, {"password": "kunci", "return_url": page.url}).status_code == 302


def test_a_refusal_is_logged_with_its_cause(client, moderator, caplog):
    client.post(reverse("wagtailadmin_choose_page_external_link"), {})
    [record] = [one for one in caplog.records if one.name == "django.request"]
    assert isinstance(record.exc_info[1].__cause__, AttributeError)


def test_a_fault_of_a_room_beneath_a_view_of_wagtail_stays_a_fault(client, moderator, monkeypatch):
    client.raise_request_exception = False
    case = CaseFactory()
    monkeypatch.setattr("innovations.models.case.UnitPage", None)  # which the case asks when it is saved
    data = COPY | {"new_parent_page": str(case.unit.page.pk)}
    assert client.post(reverse("wagtailadmin_pages:copy", args=[case.pk]), data).status_code == 500
