"""What can be attached to an entry, and how it is sent to those who read it."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from selections.actions import attach_paper
from selections.models import Assignment, EntryPaper
from selections.rules.phases import Phase
from tests.factories import image_bytes, log_in
from tests.selections.entering import entrant
from tests.selections.judging import seats

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%contoh\n%%EOF\n"
PAGE = b"<html><script>alert(document.domain)</script></html>"


def _archive(parts, comment=b""):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.comment = comment
    return file.getvalue()


WORD = {"[Content_Types].xml": b"wordprocessingml.document.main+xml", "word/document.xml": b"<w/>"}
REFUSED = {
    "a page with a PDF inside": ("a.pdf", PAGE + PDF),
    "an archive with a PDF inside": ("a.pdf", b"PK\x03\x04" + PDF),
    "a PDF that ends as an archive": ("a.pdf", PDF + _archive({"a.exe": b"MZ"})),
    "a PDF that ends as an archive with a comment": ("a.pdf", PDF + _archive({"a.exe": b"MZ"}, comment=b"x" * 300)),
    "a picture with a PDF inside": ("a.pdf", image_bytes(kind="PNG") + PDF),
    "a picture": ("a.jpg", image_bytes(kind="JPEG")),
    "a picture with a page behind it": ("a.jpg", image_bytes(kind="JPEG") + PAGE),
    "a page": ("a.html", PAGE),
    "a text document": ("a.docx", _archive(WORD)),
    "a text document with macros": ("a.docx", _archive(WORD | {"word/vbaProject.bin": b"x"})),
    "a text document that swells": ("a.docx", _archive(WORD | {"word/media/a.bin": bytes(30_000_000)})),
    "a text document that says it is a PDF": ("a.pdf", _archive(WORD)),
    "nothing": ("a.pdf", b""),
}
TAKEN = {
    "a PDF": PDF,
    "with a byte order mark": b"\xef\xbb\xbf" + PDF,
    "with an archive inside": PDF + b"stream\n" + _archive({"a.txt": b"a"}) + b"endstream\n%%EOF\n",
}


@pytest.fixture
def one():
    return entrant()


@pytest.fixture
def entry(one, selection_round):
    return one.enters(selection_round)


def _post(client, entry, name, content):
    address = reverse("entry_paper", args=[entry.pk, "pernyataan"])
    told = {"pernyataan-file": SimpleUploadedFile(name, content), "pernyataan-seen": entry.version}
    return client.post(address, told, follow=True)


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_pdf_and_nothing_else_is_refused_in_words(client, one, entry, what):
    log_in(client, one.writer)
    name, content = REFUSED[what]
    page = _post(client, entry, name, content)
    assert page.status_code == 200
    assert 'role="alert"' in page.text
    assert not EntryPaper.objects.exists()


@pytest.mark.parametrize("what", TAKEN)
def test_a_pdf_is_taken_byte_for_byte(client, one, entry, what):
    log_in(client, one.writer)
    _post(client, entry, "a.pdf", TAKEN[what])
    with EntryPaper.objects.get().document.file.open() as stored:
        assert stored.read() == TAKEN[what]


def test_it_is_saved_and_never_shown_inside_the_site(client, one, entry):
    attach_paper(one.writer, entry, "pernyataan", seen=0, file=SimpleUploadedFile("Perahu.pdf", PDF))
    (seat,) = seats(entry.round, 1)
    given = Assignment.objects.create(entry=entry, seat=seat, stage="substance")
    entry.round.phase = Phase.JUDGING
    entry.round.save()
    for person, address in (
        (one.writer, reverse("entry_paper_file", args=[entry.pk, "pernyataan"])),
        (seat.user, reverse("score_paper", args=[given.pk, "pernyataan"])),
    ):
        log_in(client, person)
        sent = client.get(address)
        assert sent["Content-Type"] == "application/pdf"
        assert sent["Content-Disposition"].startswith("attachment;")
        assert "Perahu" not in sent["Content-Disposition"], "the unit's own name for it may tell whose it is"
        assert sent["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in sent["Content-Security-Policy"]
        assert sent["Cache-Control"] == "private, no-store"
