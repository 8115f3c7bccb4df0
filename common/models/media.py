"""Pictures and documents. Every one belongs to a collection, and so to a unit.

Wagtail asks for permissions on its own ``Image`` and ``Document``, whichever
models are in use; a reverse accessor forbids to give these the same names.
"""

import hashlib
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class Fingerprinted(models.Model):
    """A file with the hash by which the case record names it, kept equal to its content."""

    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Compute the hash of a file that is new."""
        if self.file and (not self.sha256 or not self.file._committed):
            digest = hashlib.sha256()
            for chunk in self.file.chunks():
                digest.update(chunk)
            self.file.seek(0)
            self.sha256 = digest.hexdigest()
        super().save(*args, **kwargs)


class Picture(Fingerprinted, AbstractImage):
    """A picture; who may see its file is decided where it is served."""

    admin_form_fields = WagtailImage.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class Rendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class Attachment(Fingerprinted, AbstractDocument):
    """A file that others can use: a standard operating procedure, a decree, a form."""

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
