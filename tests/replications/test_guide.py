"""The replication guide: what the case says about copying it, and its documents, in one file."""

import io
import zipfile

import pytest

from innovations.models import CaseFile
from tests.factories import AttachmentFactory, CaseFactory, DraftFactory, UnitFactory
from tests.replications.builders import WAIT, copied

pytestmark = pytest.mark.django_db


def entries(client, case):
    answer = client.get(f"/replikasi/panduan/{case.pk}/")
    assert answer.headers["Content-Type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def case():
    return CaseFactory(title="Perahu Sehat", section_replication_steps="Sewa <perahu> dahulu.")


def test_it_has_the_page_and_the_documents_each_under_its_own_name(client, case):
    for _twice in range(2):
        document = AttachmentFactory(collection=case.unit.collection)
        CaseFile.objects.create(page=case, document=document, title="SOP")
    found = entries(client, case)
    page = found.pop("panduan-replikasi-perahu-sehat.html").decode()
    assert "Sewa &lt;perahu&gt; dahulu." in page
    assert "belum diketahui" in page
    assert len(found) == 2
    assert all(name.startswith("dokumen/") and content.startswith(b"%PDF-") for name, content in found.items())


def test_names_that_differ_in_large_letters_alone_are_two_files_on_every_disk(client, case):
    for name in ("SOP.pdf", "sop.PDF", "sop.pdf"):
        document = AttachmentFactory(collection=case.unit.collection)
        type(document).objects.filter(pk=document.pk).update(file=_renamed(document, name))
        CaseFile.objects.create(page=case, document=document, title="SOP")
    names = [name for name in entries(client, case) if name.startswith("dokumen/")]
    assert len({name.casefold() for name in names}) == 3


def _renamed(document, name):
    """Store the document's file in a folder of its own, under a name, and return where it is."""
    storage = document.file.storage
    return storage.save(f"{document.pk}/{name}", document.file)


def test_it_tells_how_copying_went_elsewhere(client, case):
    copy = copied(case, "achieved", UnitFactory(name="Puskesmas Peniru"))
    copy.results.create(**WAIT, baseline=200, value=30)
    copied(case, "declined", UnitFactory(name="Puskesmas Diam"))
    page = entries(client, case)["panduan-replikasi-perahu-sehat.html"].decode()
    assert "Puskesmas Peniru" in page
    assert "200 → 30 menit" in page
    assert "Puskesmas Diam" not in page


def test_a_document_whose_file_is_gone_is_left_out(client, case):
    document = AttachmentFactory(collection=case.unit.collection)
    CaseFile.objects.create(page=case, document=document, title="SOP")
    document.file.storage.delete(document.file.name)
    assert list(entries(client, case)) == ["panduan-replikasi-perahu-sehat.html"]


def test_a_draft_has_none_for_anyone(client):
    assert client.get(f"/replikasi/panduan/{DraftFactory().pk}/").status_code == 404
