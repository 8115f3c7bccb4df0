"""Whose files are public: those that a public page shows now, and no other.

Live rows in the database belong to the published version of a page; drafts live
in revisions. So a file is public where a live row of a public page names it. The
rooms say which of their models hold such rows.
"""

import mimetypes
from datetime import datetime
from typing import NamedTuple

from django.core.files.base import File
from django.db.models import Model
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import http_date, parse_http_date_safe

from common.documents import CONTENT_TYPES
from common.models import Attachment, Picture, Rendition
from common.visibility import public_pages

# A file that is withdrawn from the public may be shown from a cache for so long.
PUBLIC_SECONDS = 300
# A file, opened by itself, may do nothing.
_FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


class _Use(NamedTuple):
    model: type[Model]
    file: str
    page: str


class StoredFile(NamedTuple):
    """A file of the media folder: the picture or document to which it belongs, and how it may be shown."""

    owner: Picture | Attachment
    file: File
    original: bool
    download_as: str | None
    modified: datetime


_uses: list[_Use] = []


def register_use(model: type[Model], *, file: str, page: str = "page") -> None:
    """Say that rows of ``model`` show a file on a page; ``file`` and ``page`` name its foreign keys."""
    use = _Use(model, file, page)
    if use not in _uses:
        _uses.append(use)


def is_public(owner: Picture | Attachment, now: datetime) -> bool:
    """Say whether a page that anyone may read shows the file now: two queries for each kind of use."""
    visible = public_pages(now)
    for use in _uses:
        if use.model._meta.get_field(use.file).related_model is not type(owner):
            continue
        pages = use.model._default_manager.filter(**{use.file: owner.pk}).values(use.page)
        if visible.filter(pk__in=pages).exists():
            return True
    return False


def find_file(name: str) -> StoredFile | None:
    """Return what the database knows of a file in the media folder: at most three queries."""
    rendition = Rendition.objects.filter(file=name).select_related("image").first()
    if rendition is not None:
        return StoredFile(rendition.image, rendition.file, False, None, rendition.image.created_at)
    picture = Picture.objects.filter(file=name).first()
    if picture is not None:
        return StoredFile(picture, picture.file, True, None, picture.created_at)
    attachment = Attachment.objects.filter(file=name).first()
    return stored_document(attachment) if attachment is not None else None


def stored_document(attachment: Attachment) -> StoredFile:
    """Return a document as a file to serve."""
    return StoredFile(attachment, attachment.file, False, attachment.filename, attachment.created_at)


def serve(request: HttpRequest, stored: StoredFile, *, public: bool) -> HttpResponse | FileResponse:
    """Return the file. Documents are always saved, never shown inside the site."""
    modified = int(stored.modified.timestamp())
    if public and (parse_http_date_safe(request.headers.get("If-Modified-Since", "")) or 0) >= modified:
        response: HttpResponse | FileResponse = HttpResponseNotModified()
    else:
        name = stored.download_as or stored.file.name or ""
        response = FileResponse(
            stored.file.open("rb"),
            as_attachment=stored.download_as is not None,
            filename=stored.download_as or "",
            content_type=_content_type(name),
        )
    response["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}" if public else "private, no-store"
    response["Content-Security-Policy"] = _FILE_POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    if public:
        response["Last-Modified"] = http_date(modified)
    return response


def _content_type(name: str) -> str:
    kind = name.rsplit(".", 1)[-1].lower()
    guessed = CONTENT_TYPES.get(kind) or mimetypes.types_map.get(f".{kind}", "")
    # Only what we know to be harmless is named; a browser may not guess (nosniff).
    return guessed if kind in CONTENT_TYPES or kind in _PICTURE_KINDS else "application/octet-stream"


_PICTURE_KINDS = frozenset({"jpg", "jpeg", "png", "webp", "avif", "gif"})
mimetypes.add_type("image/avif", ".avif")
mimetypes.add_type("image/webp", ".webp")
