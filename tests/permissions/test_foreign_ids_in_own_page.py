"""Ids of another unit's things, posted into one's own case, are refused and told nothing about."""

import pytest

from innovations.models import CasePicture
from tests.factories import CaseFactory, log_in
from tests.permissions.page_form import fields_of
from tests.permissions.two_units import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return World("KATAKAMI")


@pytest.fixture
def other():
    return World("RAHASIALAIN")


@pytest.fixture
def page(client, own):
    log_in(client, own.writer)
    return f"/kelola/pages/{own.live.pk}/edit/"


def _with_picture(fields, other):
    return fields | {
        "pictures-TOTAL_FORMS": "1",
        "pictures-0-image": other.picture.pk,
        "pictures-0-title": "x",
        "pictures-0-alt": "x",
    }


def _with_document(fields, other):
    return fields | {
        "documents-TOTAL_FORMS": "1",
        "documents-0-document": other.attachment.pk,
        "documents-0-title": "x",
    }


def _with_draft(fields, other):
    return fields | {"replicates": other.draft.pk}


def _with_endless_number(fields, other):
    return fields | {"replicates": "9" * 20}


def _with_foreign_row(fields, other):
    row = CasePicture.objects.create(page=other.draft, image=other.picture, title="x", alt="x")
    return _with_picture(fields, other) | {"pictures-INITIAL_FORMS": "1", "pictures-0-id": row.pk}


def _with_comment(fields, other):
    return fields | {
        "comments-TOTAL_FORMS": "1",
        "comments-INITIAL_FORMS": "1",
        "comments-0-id": other.comment.pk,
        "comments-0-text": "Diubah orang lain",
        "comments-0-contentpath": "title",
    }


@pytest.mark.parametrize(
    "tamper",
    [_with_picture, _with_document, _with_draft, _with_endless_number, _with_foreign_row, _with_comment],
    ids=lambda one: one.__name__,
)
@pytest.mark.parametrize("address", ["edit", "preview"])
def test_foreign_ids_are_refused(client, own, other, page, tamper, address):
    fields = tamper(fields_of(client.get(page).text), other)
    before = other.snapshot()
    target = page if address == "edit" else f"{page}preview/"
    revisions = list(own.live.revisions.values_list("pk", "content"))
    answer = client.post(target, fields)
    assert answer.status_code == 200
    assert list(own.live.revisions.values_list("pk", "content")) == revisions
    shown = [answer.text, client.get(page).text, client.get(f"/kelola/pages/{own.live.pk}/view_draft/").text]
    if address == "preview":
        shown.append(client.get(target).text)

    assert all("RAHASIALAIN" not in text for text in shown)
    assert other.snapshot() == before


def test_a_new_case_under_another_unit_cannot_be_made(client, own, other, page):
    fields = fields_of(client.get(f"/kelola/pages/add/innovations/innovationpage/{own.unit.page.pk}/").text)
    fields |= {"title": "Titipan", "plain_title": "Titipan"}
    before = other.snapshot()

    assert client.post(f"/kelola/pages/add/innovations/innovationpage/{other.unit.page.pk}/", fields).status_code == 404
    assert other.snapshot() == before
    assert client.post(f"/kelola/pages/add/innovations/innovationpage/{own.unit.page.pk}/", fields).status_code == 302


def test_a_public_case_of_another_unit_may_be_named_as_the_original(client, own, page):
    public = CaseFactory()
    answer = client.post(page, fields_of(client.get(page).text) | {"replicates": public.pk})

    assert answer.status_code == 302
    own.live.refresh_from_db()
    assert own.live.get_latest_revision_as_object().replicates_id == public.pk
