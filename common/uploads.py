"""Where uploads enter: the forms of the CMS, and a bound on every request that brings files."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.base import File
from django.core.files.uploadhandler import FileUploadHandler
from django.db.models import Model
from django.forms import Field, FileField
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from common.documents import check_document
from common.pictures import clean_picture, unreadable


class PictureField(WagtailImageField):
    """A picture's file. Wagtail's field fails on a picture that is damaged; this one says so."""

    def to_python(self, data: Any) -> Any:
        """Return the file, or raise ValidationError."""
        try:
            return super().to_python(data)
        except ValidationError:
            raise
        except Exception as error:  # a damaged picture makes its decoder raise whatever it met
            raise unreadable(data.name) from error


class DocumentField(FileField):
    """A document's file, which is what its name says."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the file, or raise ValidationError."""
        file = super().clean(data, initial)
        check_document(file)
        return file


class _KeepsItsFile:
    """A form that takes a file once: another one is another picture or document.

    Cases that are in review or published show the file at once, whoever replaces it.
    """

    instance: Model
    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave the file out where there is one."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("file", None)


class PictureForm(_KeepsItsFile, BaseImageForm):
    """Takes pictures only, and what a picture says beside its pixels out of them."""

    file = PictureField(label=_("File"), widget=BaseImageForm.Meta.widgets["file"])

    def clean_file(self) -> File | None:
        """Check and clean a file that is new."""
        file = self.cleaned_data.get("file")
        return clean_picture(file) if file and "file" in self.changed_data else file


class AttachmentForm(_KeepsItsFile, BaseDocumentForm):
    """Takes documents that are what their names say."""

    def clean_file(self) -> File | None:
        """Check a file that is new."""
        file = self.cleaned_data.get("file")
        if file and "file" in self.changed_data:
            check_document(file)
        return file


class BoundedUploadHandler(FileUploadHandler):
    """Refuses a request that announces more than the largest upload, before its body is read."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 - Django's name
        content_length: Any,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Raise RequestDataTooBig for an oversized request."""
        if content_length > settings.REQUEST_MAX_SIZE:
            raise RequestDataTooBig(f"The request announces {content_length} bytes.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Leave the chunk to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
