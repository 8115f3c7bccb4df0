"""Pictures and documents. Every one belongs to a collection, and so to a unit.

Wagtail asks for permissions on its own ``Image`` and ``Document``, whichever
models are in use; a reverse accessor forbids to give these the same names.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from common.models.fingerprints import Fingerprinted


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
