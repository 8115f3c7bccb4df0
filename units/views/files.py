"""«/berkas/»: pictures and documents, to those who may see them."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from common.files import StoredFile, find_file, is_public, serve, stored_document
from common.models import Attachment, Picture
from units.gate.reach import Reach
from units.queries import lacks_second_factor


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve a file of the media folder. What may not be seen is answered like what is not there."""
    stored = find_file(name)
    if stored is None:
        raise Http404
    return _serve(request, stored)


@require_safe
def document(request: HttpRequest, document_id: int, filename: str) -> HttpResponseBase:
    """Serve a document by number and name; Wagtail makes these addresses."""
    attachment = get_object_or_404(Attachment, pk=document_id)
    if attachment.filename != filename:
        raise Http404
    return _serve(request, stored_document(attachment))


def _serve(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    # The public gets pictures in the sizes of its pages; the original stays with the unit.
    public = not stored.original and is_public(stored.owner, timezone.now())
    if not public and not _may_see(request, stored.owner):
        raise Http404
    try:
        return serve(request, stored, public=public)
    except FileNotFoundError as error:
        raise Http404 from error


def _may_see(request: HttpRequest, owner: Picture | Attachment) -> bool:
    user = request.user
    if not user.is_authenticated or lacks_second_factor(user):
        return False
    reach = Reach(user)
    return reach.holds_picture(owner.pk) if isinstance(owner, Picture) else reach.holds_attachment(owner.pk)
