"""Pictures and documents. Every one belongs to a collection, and so to a unit.

Wagtail asks for permissions on its own ``Image`` and ``Document``, whichever
models are in use; a reverse accessor forbids to give these the same names.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from common.models.fingerprints import Fingerprinted
from common.pictures import clean_picture


class Picture(Fingerprinted, AbstractImage):
    """A picture; who may see its file is decided where it is served."""

    # No tags: Wagtail offers everybody the words of everybody.
    admin_form_fields = tuple(name for name in WagtailImage.admin_form_fields if name != "tags")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take place and camera data out of a file that is new, whichever way it came."""
        if self.file and (self._state.adding or not self.file._committed):
            cleaned = clean_picture(self.file)
            if cleaned is not self.file:
                self.file = cleaned
                self._set_image_file_metadata()
        super().save(*args, **kwargs)


class Rendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class Attachment(Fingerprinted, AbstractDocument):
    """A file that others can use: a standard operating procedure, a decree, a form."""

    admin_form_fields = tuple(name for name in WagtailDocument.admin_form_fields if name != "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self) -> None:
        """Check the ending of a file that was taken; why one was not, its field says already."""
        if self.file:
            super().clean()
