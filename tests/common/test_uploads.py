"""What is taken in: pictures lose what they tell beside their pixels, documents are what they say."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _
from PIL import Image, PngImagePlugin

from common.documents import MAX_ENTRIES, check_document
from common.pictures import clean_picture
from tests.factories import MemberFactory, PictureFactory, image_bytes, log_in

SECRET = "Rumah Bu Ani, Jalan Mawar 3"


def _exif(orientation=1):
    exif = Image.Exif()
    exif[0x010E] = SECRET
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[2] = (3.0, 19.0, 0.0)
    return exif.tobytes()


def _png_with_text():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET)
    return image_bytes(kind="PNG", pnginfo=info)


def _file(content, name):
    return ContentFile(content, name=name)


PICTURES = {
    "foto.jpg": lambda: image_bytes(kind="JPEG", exif=_exif()),
    "foto.png": _png_with_text,
    "foto.webp": lambda: image_bytes(kind="WEBP", exif=_exif()),
    "foto.avif": lambda: image_bytes(kind="AVIF", exif=_exif()),
}


@pytest.mark.parametrize("name", PICTURES)
def test_place_and_text_are_taken_out(name):
    content = PICTURES[name]()
    assert SECRET.encode() in content
    cleaned = clean_picture(_file(content, name)).read()

    assert SECRET.encode() not in cleaned
    image = Image.open(io.BytesIO(cleaned))
    assert not image.getexif()
    assert image.size == (64, 48)


def test_a_picture_is_turned_as_it_was_meant():
    content = image_bytes(kind="JPEG", exif=_exif(orientation=6))
    assert Image.open(clean_picture(_file(content, "a.jpg"))).size == (48, 64)


def test_a_clean_picture_stays_byte_for_byte():
    content = image_bytes(kind="JPEG")
    assert clean_picture(_file(content, "a.jpg")).read() == content


def test_cleaning_is_the_same_every_time():
    content = PICTURES["foto.jpg"]()
    first, second = (clean_picture(_file(content, "a.jpg")).read() for _time in range(2))
    assert first == second
    assert clean_picture(_file(first, "a.jpg")).read() == first


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "1", "CMYK"])
def test_every_kind_of_pixel_survives(mode):
    file = io.BytesIO()
    kind = "JPEG" if mode == "CMYK" else "PNG"
    Image.new(mode, (8, 8)).save(file, kind, exif=_exif())
    name = "a.jpg" if mode == "CMYK" else "a.png"
    assert Image.open(clean_picture(_file(file.getvalue(), name))).mode == mode


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", b"bukan gambar"),
        ("a.jpg", b""),
        ("a.png", image_bytes(kind="JPEG")),
        ("a.jpg", image_bytes(kind="GIF")),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("a.jpg", image_bytes((400, 400), kind="JPEG")[:300]),
        ("a.png", image_bytes((400, 400))[:-60]),
    ],
)
def test_what_is_no_picture_is_named_and_refused(name, content):
    with pytest.raises(ValidationError) as error:
        clean_picture(_file(content, name))
    assert name in error.value.messages[0]


def test_too_many_pixels_are_refused_before_they_are_unpacked(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1000
    with pytest.raises(ValidationError, match="64 × 48"):
        clean_picture(_file(image_bytes(), "a.png"))


@pytest.mark.django_db
def test_the_model_cleans_whichever_way_a_file_comes(db):
    picture = PictureFactory(file=_file(PICTURES["foto.jpg"](), "foto.jpg"))
    with picture.file.open() as stored:
        content = stored.read()
    assert SECRET.encode() not in content
    assert picture.file_size == len(content)
    turned = PictureFactory(file=_file(image_bytes(kind="JPEG", exif=_exif(orientation=6)), "b.jpg"))
    assert (turned.width, turned.height) == (48, 64)


# Documents


def _zip(parts, compression=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _ooxml(main, **extra):
    types = f'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{main}"/></Types>'
    return _zip({"[Content_Types].xml": types, "word/document.xml": "<w/>", **extra})


DOCX = "wordprocessingml.document.main+xml"
ODT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office/>"}
GOOD = {
    "sop.pdf": b"%PDF-1.7\n%%EOF",
    "sop.docx": _ooxml(DOCX),
    "data.xlsx": _ooxml("spreadsheetml.sheet.main+xml"),
    "paparan.pptx": _ooxml("presentationml.presentation.main+xml"),
    "sop.odt": _zip(ODT),
    "berkas.zip": _zip({"formulir.pdf": "%PDF-"}),
}


@pytest.mark.parametrize("name", GOOD)
def test_documents_that_are_what_they_say_are_taken(name):
    check_document(_file(GOOD[name], name))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("sop.exe", b"MZ"),
        ("sop.html", b"<script>alert(1)</script>"),
        ("sop.pdf", b"<html><script>alert(1)</script></html>"),
        ("sop.pdf", image_bytes()),
        ("sop.docx", b"%PDF-1.7"),
        ("sop.docx", GOOD["data.xlsx"]),
        ("sop.docx", GOOD["berkas.zip"]),
        pytest.param("sop.docx", GOOD["sop.docx"][:60], id="cut-off"),
        ("sop.docx", _ooxml(DOCX, **{"word/vbaProject.bin": "x"})),
        ("sop.docx", _zip({"[Content_Types].xml": DOCX + " application/vnd.ms-word.document.macroEnabled.main+xml"})),
        ("data.xlsx", _ooxml("spreadsheetml.sheet.main+xml", **{"xl/activeX/activeX1.bin": "x"})),
        ("sop.odt", _zip(ODT | {"Basic/Standard/Module1.xml": "x"})),
        ("sop.ods", _zip(ODT)),
        ("berkas.zip", _zip({"pasang.exe": "MZ"})),
        ("berkas.zip", _zip({"nol.txt": b"\0" * (210 * 1024 * 1024)})),
        ("berkas.zip", _zip({"nol.txt": b"\0" * (5 * 1024 * 1024)})),
        ("berkas.zip", _zip({f"{n}.txt": "" for n in range(MAX_ENTRIES + 1)})),
    ],
)  # fmt: skip
def test_what_is_of_another_kind_or_harmful_is_named_and_refused(name, content):
    with pytest.raises(ValidationError) as error:
        check_document(_file(content, name))
    assert name in error.value.messages[0]


def test_large_documents_are_refused(settings):
    settings.DOCUMENT_MAX_UPLOAD_SIZE = 1024 * 1024
    with pytest.raises(ValidationError, match="1 MB"):
        check_document(_file(b"%PDF-" + b"0" * 1024 * 1024, "sop.pdf"))


def test_a_damaged_archive_is_refused_in_words():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"wordprocessingml.document.main+xml" * 500)
    damaged = bytearray(content.getvalue())
    damaged[60:75] = bytes(byte ^ 0xFF for byte in damaged[60:75])
    with pytest.raises(ValidationError, match=r"damaged|rusak"):
        check_document(_file(bytes(damaged), "sop.docx"))


# In the CMS


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "field", "file", "status"),
    [
        ("/kelola/images/chooser/create/", "image-chooser-upload", ("a.png", _png_with_text()), True),
        ("/kelola/images/chooser/create/", "image-chooser-upload", ("a.png", image_bytes((400, 400))[:-60]), False),
        ("/kelola/documents/chooser/create/", "document-chooser-upload", ("a.pdf", GOOD["sop.pdf"]), True),
        ("/kelola/documents/chooser/create/", "document-chooser-upload", ("a.pdf", b"<html>"), False),
    ],
)
def test_the_chooser_takes_and_refuses(client, address, field, file, status):
    member = MemberFactory()
    log_in(client, member.user)
    answer = client.post(
        address,
        {
            f"{field}-title": "Berkas",
            f"{field}-collection": member.unit.collection.pk,
            f"{field}-file": SimpleUploadedFile(*file),
        },
    )
    assert answer.status_code == 200
    assert (answer.json()["step"] == "chosen") is status


def _png_with_endless_text():
    text = b"k\0\0" + zlib.compress(b"a" * 80_000_000)
    chunk = struct.pack(">I", len(text)) + b"zTXt" + text + struct.pack(">I", zlib.crc32(b"zTXt" + text))
    plain = image_bytes()
    return plain[:33] + chunk + plain[33:]


def _broken_avif():
    content = bytearray(image_bytes(kind="AVIF"))
    content[len(content) // 3 : len(content) // 2] = b"\xff" * (len(content) // 2 - len(content) // 3)
    return bytes(content)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "make"), [("a.png", _png_with_endless_text), ("a.avif", _broken_avif)])
def test_a_picture_that_no_decoder_reads_is_refused_in_words(client, name, make):
    member = MemberFactory()
    log_in(client, member.user)
    posted = {
        "image-chooser-upload-title": "Foto",
        "image-chooser-upload-collection": member.unit.collection.pk,
        "image-chooser-upload-file": SimpleUploadedFile(name, make()),
    }
    answer = client.post("/kelola/images/chooser/create/", posted)
    assert answer.json()["step"] != "chosen"
    assert f"“{name}”" in answer.json()["htmlFragment"]


@pytest.mark.django_db
def test_a_document_that_is_refused_has_one_error(client):
    log_in(client, MemberFactory().user)
    posted = {"title": "SOP", "file": SimpleUploadedFile("a.docx", b"<html>")}
    errors = client.post("/kelola/documents/add/", posted).context["form"].errors
    assert [len(found) for found in errors.values()] == [1]


@pytest.mark.django_db
def test_an_oversized_request_is_refused_unread(client, settings):
    settings.REQUEST_MAX_SIZE = 1000
    log_in(client, MemberFactory().user)
    answer = client.post("/kelola/images/chooser/create/", {"file": SimpleUploadedFile("a.png", b"0" * 2000)})
    assert answer.status_code in {400, 413}


@pytest.mark.django_db
def test_an_oversized_request_is_told_the_limit(client, settings):
    settings.REQUEST_MAX_SIZE = 1024**2
    log_in(client, MemberFactory(role="moderator").user)
    answer = client.post(reverse("case_import"), {"file": SimpleUploadedFile("a.jsonl", b"0" * 2 * 1024**2)})
    assert answer.status_code == 400
    assert _("This is too large to send.") in answer.content.decode()
    assert "1 MB" in answer.content.decode()


def test_a_foreign_host_is_answered_without_being_named(client):
    answer = client.get("/", headers={"host": "lain.example"})
    assert answer.status_code == 400
    assert "lain.example" not in answer.content.decode()
