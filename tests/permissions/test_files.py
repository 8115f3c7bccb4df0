"""Files of what is not published are private, by every address."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import PageViewRestriction

from innovations.models import CaseFile, CasePicture
from tests.factories import (
    AttachmentFactory,
    CaseFactory,
    DraftFactory,
    MemberFactory,
    PictureFactory,
    UserFactory,
    log_in,
)

pytestmark = pytest.mark.django_db


class Files:
    """A case with one picture and one document."""

    def __init__(self, case):
        self.case = case
        collection = case.unit.collection
        self.picture = PictureFactory(collection=collection)
        self.document = AttachmentFactory(collection=collection)
        case.pictures = [CasePicture(image=self.picture, title="Antrean", alt="Orang mengantre")]
        case.documents = [CaseFile(document=self.document, title="SOP")]
        revision = case.save_revision()
        if case.live:
            revision.publish()
        self.rendition = self.picture.get_rendition("max-32x32").url
        self.original = self.picture.file.url
        self.stored_document = self.document.file.url
        self.link = self.document.url

    @property
    def shown(self):
        return (self.rendition, self.link, self.stored_document)

    @property
    def all(self):
        return (*self.shown, self.original)


@pytest.fixture
def live():
    return Files(CaseFactory())


@pytest.fixture
def draft():
    return Files(DraftFactory())


def _open(client, addresses):
    return [client.get(address).status_code for address in addresses]


def test_a_public_case_shows_its_files_but_not_the_original(client, live):
    assert _open(client, live.shown) == [200, 200, 200]
    assert _open(client, [live.original]) == [404]


def test_a_draft_shows_nothing_to_the_public(client, draft):
    assert _open(client, draft.all) == [404] * 4


def test_a_draft_shows_nothing_to_another_unit(client, draft):
    for role in ("contributor", "head", "local_admin"):
        log_in(client, MemberFactory(role=role).user)
        assert _open(client, draft.all) == [404] * 4


@pytest.mark.parametrize("role", ["contributor", "verifier", "head", "local_admin", "moderator"])
def test_those_who_work_on_it_see_everything(client, draft, role):
    scope = {"local_admin": {"agency": draft.case.unit.agency}, "moderator": {}}.get(role, {"unit": draft.case.unit})
    log_in(client, MemberFactory(role=role, **scope).user)
    assert _open(client, draft.all) == [200] * 4


def test_a_moderator_without_second_factor_sees_what_the_public_sees(client, draft, live, settings):
    settings.MODERATOR_SECOND_FACTOR = True
    client.force_login(MemberFactory(role="moderator").user)
    assert _open(client, draft.all) == [404] * 4
    assert _open(client, live.shown) == [200] * 3


def test_a_person_without_role_sees_nothing(client, draft):
    log_in(client, UserFactory())
    assert _open(client, draft.all) == [404] * 4


def _unpublish(files):
    files.case.unpublish()


def _expire(files):
    type(files.case).objects.filter(pk=files.case.pk).update(expire_at=timezone.now() - timedelta(seconds=1))


def _hide(files):
    PageViewRestriction.objects.create(page=files.case, restriction_type=PageViewRestriction.LOGIN)


def _hide_unit(files):
    restriction = PageViewRestriction.objects.create(
        page=files.case.unit.page, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.create(name="tertutup"))


def _take_off(files):
    files.case.pictures, files.case.documents = [], []
    files.case.save_revision().publish()


@pytest.mark.parametrize("withdraw", [_unpublish, _expire, _hide, _hide_unit, _take_off])
def test_what_is_withdrawn_is_private_again(client, live, withdraw):
    withdraw(live)
    assert _open(client, live.all) == [404] * 4


def test_a_new_picture_in_the_draft_of_a_live_case_stays_private(client, live):
    fresh = PictureFactory(collection=live.case.unit.collection)
    live.case.pictures.add(CasePicture(image=fresh, title="Baru", alt="Baru"))
    live.case.save_revision()
    assert _open(client, [fresh.get_rendition("max-32x32").url]) == [404]


@pytest.mark.parametrize(
    "address",
    ["/berkas/../db.sqlite3", "/berkas/%2e%2e/db.sqlite3", "/berkas/original_images/", "/berkas/tidak-ada.png"],
)
def test_nothing_but_files_that_the_database_knows(client, address, db):
    assert client.get(address).status_code in {400, 404}


def test_another_name_for_a_document_is_not_found(client, live):
    assert client.get(f"/berkas/dokumen/{live.document.pk}/lain.pdf").status_code == 404


def test_headers_of_public_files(client, live):
    picture = client.get(live.rendition)
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    assert "public" in picture.headers["Cache-Control"]
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    again = client.get(live.rendition, headers={"if-modified-since": picture.headers["Last-Modified"]})
    assert again.status_code == 304

    document = client.get(live.link)
    assert document.headers["Content-Type"] == "application/pdf"
    assert document.headers["Content-Disposition"].startswith("attachment")


def test_private_files_are_kept_by_no_cache(client, draft):
    log_in(client, MemberFactory(unit=draft.case.unit).user)
    for address in draft.all:
        assert client.get(address).headers["Cache-Control"] == "private, no-store"


def test_a_file_that_is_lost_on_disk_is_not_found(client, live):
    live.document.file.storage.delete(live.document.file.name)
    assert client.get(live.link).status_code == 404
