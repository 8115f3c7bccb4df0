"""What a document that people upload must be: of the kind that its name says, and without programs."""

import lzma
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePath

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024
MAX_UNPACKED = 200 * MEGABYTE
MAX_ENTRIES = 5_000
MAX_RATIO = 200
_RATIO_MATTERS_FROM = MEGABYTE
_BEFORE_PDF = b"\xef\xbb\xbf \t\r\n\f\0"
"""What programs that write PDF have put before its first word: a byte order mark, blanks."""
_ARCHIVE_END = 22
_LONGEST_ARCHIVE_END = _ARCHIVE_END + 0xFFFF
"""An archive ends with its directory's end and a comment."""

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "zip": "application/zip",
}
# What opening a damaged archive raises.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    ValueError,
    KeyError,
    EOFError,
    RuntimeError,
)
_OOXML_MAIN = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
    "pptx": b"presentationml.presentation.main+xml",
}
_PROGRAMS = frozenset(
    {
        ".exe", ".dll", ".com", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jse", ".wsf", ".hta", ".lnk",
        ".jar", ".apk", ".docm", ".xlsm", ".pptm", ".xlam",
    }
)  # fmt: skip


def check_document(file: File) -> None:
    """Raise ValidationError unless the file is what its name says, harmless and of bearable size.

    PDF and ZIP are told by their first bytes, so that no page or archive passes that has a PDF further
    inside, and a PDF does not end as an archive. Office and OpenDocument files are
    opened: their main part must fit the name, macros and ActiveX are refused, and
    no archive may be a bomb.
    """
    name = PurePath(file.name or "").name
    kind = PurePath(name).suffix.lower().removeprefix(".")
    if kind not in settings.WAGTAILDOCS_EXTENSIONS:
        raise ValidationError(
            _("“%(name)s” is of a kind that is not taken here. Use %(kinds)s."),
            params={"name": name, "kinds": ", ".join(settings.WAGTAILDOCS_EXTENSIONS)},
        )
    if file.size > settings.DOCUMENT_MAX_UPLOAD_SIZE:
        raise ValidationError(
            _("“%(name)s” is larger than %(limit)s MB. Split it, or save it with smaller pictures."),
            params={"name": name, "limit": settings.DOCUMENT_MAX_UPLOAD_SIZE // MEGABYTE},
        )
    file.seek(0)
    head = file.read(1024)
    begins = head.lstrip(_BEFORE_PDF).startswith(b"%PDF-") if kind == "pdf" else head.startswith(b"PK")
    if not begins:
        raise _other_kind(name, kind, head)
    if kind == "pdf":
        _require_no_archive(file, name)
    else:
        _check_archive(file, kind, name)
    file.seek(0)


def _other_kind(name: str, kind: str, head: bytes) -> ValidationError:
    found = filetype.guess_extension(head)
    return ValidationError(
        _("“%(name)s” is not a file of the kind “%(kind)s”: its content is %(found)s. Save it anew and try again."),
        params={"name": name, "kind": kind, "found": found or _("of another kind")},
    )


def _require_no_archive(file: File, name: str) -> None:
    """Raise ValidationError for a PDF that is an archive as well: one begins at the start, the other at the end."""
    file.seek(max(file.size - _LONGEST_ARCHIVE_END, 0))
    tail = file.read(_LONGEST_ARCHIVE_END)
    at = tail.rfind(b"PK\x05\x06")
    comment = int.from_bytes(tail[at + 20 : at + 22], "little")
    if at >= 0 and at + _ARCHIVE_END + comment == len(tail):
        raise ValidationError(
            _("“%(name)s” is a PDF and an archive at once, which is not taken here. Save it as PDF and try again."),
            params={"name": name},
        )


def _check_archive(file: File, kind: str, name: str) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            if is_bomb(archive):
                raise _with_too_much(name)
            _CHECKS[kind](archive, kind, name)
    except DAMAGED as error:
        raise damaged(name) from error


def damaged(name: str) -> ValidationError:
    """Return the error that the file of this name cannot be opened."""
    return ValidationError(
        _("“%(name)s” cannot be opened: it is damaged or locked by a password. Save it anew and try again."),
        params={"name": name},
    )


def is_bomb(archive: zipfile.ZipFile) -> bool:
    """Say whether an archive unpacks to more than 200 MB, 5,000 entries or 200 times its size."""
    entries = archive.infolist()
    swells = any(
        entry.file_size > _RATIO_MATTERS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    return swells or sum(entry.file_size for entry in entries) > MAX_UNPACKED or len(entries) > MAX_ENTRIES


def _check_ooxml(archive: zipfile.ZipFile, kind: str, name: str) -> None:
    types = archive.read("[Content_Types].xml")
    if _OOXML_MAIN[kind] not in types:
        raise _other_kind(name, kind, b"")
    parts = [part.lower() for part in archive.namelist()]
    if b"macroenabled" in types.lower() or any("vbaproject" in part or "/activex/" in part for part in parts):
        raise _with_programs(name)


def _check_opendocument(archive: zipfile.ZipFile, kind: str, name: str) -> None:
    if archive.read("mimetype").strip().decode("ascii", "replace") != CONTENT_TYPES[kind]:
        raise _other_kind(name, kind, b"")
    if any(part.startswith(("Basic/", "Scripts/")) for part in archive.namelist()):
        raise _with_programs(name)


def _check_zip(archive: zipfile.ZipFile, _kind: str, name: str) -> None:
    if any(PurePath(part).suffix.lower() in _PROGRAMS for part in archive.namelist()):
        raise _with_programs(name)


def _with_too_much(name: str) -> ValidationError:
    return ValidationError(
        _("“%(name)s” unpacks to far more than it should. Send the files in it one by one."), params={"name": name}
    )


def _with_programs(name: str) -> ValidationError:
    return ValidationError(
        _("“%(name)s” contains macros or programs, which are not taken here. Save it without them and try again."),
        params={"name": name},
    )


_CHECKS: dict[str, Callable[[zipfile.ZipFile, str, str], None]] = {
    **dict.fromkeys(("docx", "xlsx", "pptx"), _check_ooxml),
    **dict.fromkeys(("odt", "ods", "odp"), _check_opendocument),
    "zip": _check_zip,
}
