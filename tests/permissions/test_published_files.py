"""What the public sees of a case changes by review alone: not by another file in the place of one that is shown."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from innovations.models import CaseFile, CasePicture
from tests.factories import MemberFactory, image_bytes, log_in
from tests.permissions.two_units import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    world = World("KATAKAMI")
    world.live.pictures = [CasePicture(image=world.picture, title="Antrean", alt="Orang mengantre")]
    world.live.documents = [CaseFile(document=world.attachment, title="SOP")]
    world.live.save_revision().publish()
    return world


def _people(own):
    agency = own.unit.agency
    return [own.writer, own.verifier, own.head, MemberFactory(role="local_admin", agency=agency).user]


def test_nobody_puts_another_file_in_the_place_of_one_that_is_there(client, own):
    files = [
        (own.picture, f"/kelola/images/{own.picture.pk}/", ("lain.png", image_bytes((9, 9)), "image/png")),
        (own.attachment, f"/kelola/documents/edit/{own.attachment.pk}/", ("lain.pdf", b"%PDF-1.4", "application/pdf")),
    ]
    for person in _people(own):
        log_in(client, person)
        for owner, address, upload in files:
            before = (owner.file.name, owner.sha256)
            assert 'type="file"' not in client.get(address).text
            posted = {"title": "Judul baru", "collection": own.unit.collection_id, "file": SimpleUploadedFile(*upload)}
            assert client.post(address, posted).status_code == 302
            owner.refresh_from_db()
            assert (owner.file.name, owner.sha256) == before
            assert owner.title == "Judul baru"


@pytest.mark.parametrize(
    "address",
    [
        "/kelola/images/{picture}/delete/",
        "/kelola/images/multiple/{picture}/delete/",
        "/kelola/bulk/common/picture/delete/?id={picture}",
        "/kelola/documents/delete/{document}/",
        "/kelola/documents/multiple/{document}/delete/",
        "/kelola/bulk/common/attachment/delete/?id={document}",
    ],
)
def test_a_file_in_use_cannot_be_removed_and_the_person_is_told(client, own, address):
    log_in(client, own.writer)
    address = address.format(picture=own.picture.pk, document=own.attachment.pk)
    headers = {"x-requested-with": "XMLHttpRequest"} if "multiple" in address else {}
    answer = client.post(address, headers=headers, follow=True)

    assert answer.status_code in {200, 409}
    own.picture.refresh_from_db()
    own.attachment.refresh_from_db()
    assert own.live.pictures.count() == own.live.documents.count() == 1
