"""The repeated parts of a case: outcomes, awards, sources, pictures, documents."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string
from wagtail.models import Orderable

from common.fields import PartialDateField
from common.models import Attachment, Picture


def _figure(label: Any, **kwargs: Any) -> "models.DecimalField[Any, Any]":
    """Return a field for a measured figure; null means that it is not known."""
    return models.DecimalField(label, max_digits=20, decimal_places=6, null=True, blank=True, **kwargs)


class MeasuredOutcome(models.Model):
    """One indicator, measured before and after. A missing figure is unknown, not zero."""

    class Better(models.TextChoices):
        """Which direction is an improvement."""

        LOWER = "lower", _("Lower is better")
        HIGHER = "higher", _("Higher is better")

    class Evidence(models.TextChoices):
        """How well the figure is proven, weakest first."""

        SELF_REPORTED = "self_reported", _("Reported by the unit itself")
        INTERNAL = "internal", _("Checked within the agency")
        EXTERNAL = "external", _("Checked by an outside party")

    indicator = models.CharField(_("indicator"), max_length=255)
    unit = models.CharField(_("unit of measurement"), max_length=80)
    better = models.CharField(_("better"), max_length=8, choices=Better.choices, blank=True)
    baseline = _figure(_("before"))
    baseline_max = _figure(_("before, upper end of a range"))
    baseline_on = PartialDateField(_("before: measured on"))
    value = _figure(_("after"))
    value_max = _figure(_("after, upper end of a range"))
    value_on = PartialDateField(_("after: measured on"))
    approximate = models.BooleanField(_("approximate"), null=True, blank=True)
    scope = models.CharField(_("where it was measured"), max_length=255, blank=True)
    period = models.CharField(_("period"), max_length=80, blank=True)
    evidence = models.CharField(_("evidence"), max_length=16, choices=Evidence.choices, blank=True)
    source = models.CharField(_("source"), max_length=255, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """Return the indicator."""
        return self.indicator


class Outcome(MeasuredOutcome, Orderable):
    """What a case says that it changed."""

    page = ParentalKey("innovations.InnovationPage", on_delete=models.CASCADE, related_name="outcomes")

    class Meta(Orderable.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")


class Award(Orderable):
    """Recognition that the case received."""

    class Scheme(models.TextChoices):
        """Who awards."""

        KIPP = "kipp", _("KIPP (Sinovik)")
        PKRI = "pkri", _("PKRI")
        IGA = "iga", _("IGA")
        UNPSA = "unpsa", _("UNPSA")
        PROVINCIAL = "provincial", _("Provincial competition")
        OTHER = "other", _("Other")

    page = ParentalKey("innovations.InnovationPage", on_delete=models.CASCADE, related_name="awards")
    scheme = models.CharField(_("scheme"), max_length=16, choices=Scheme.choices)
    name = models.CharField(_("name"), max_length=255, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    rank = models.CharField(_("rank"), max_length=80, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("award")
        verbose_name_plural = _("awards")

    def __str__(self) -> str:
        """Return scheme, rank and year, as far as they are known."""
        words = [self.name or self.get_scheme_display(), self.rank, str(self.year or "")]
        return " ".join(word for word in words if word)


class Source(Orderable):
    """Where what the case says can be read."""

    class Kind(models.TextChoices):
        """The kinds of source."""

        OFFICIAL = "official", _("Official document")
        NEWS = "news", _("News")
        STUDY = "study", _("Study")
        OTHER = "other", _("Other")

    page = ParentalKey("innovations.InnovationPage", on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(_("title"), max_length=255)
    url = models.URLField(_("address"), max_length=500, blank=True)
    published_on = PartialDateField(_("published on"))
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class CasePicture(Orderable):
    """A picture in a case, with the words for those who do not see it."""

    page = ParentalKey("innovations.InnovationPage", on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(
        get_image_model_string(), verbose_name=_("picture"), on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(_("caption"), max_length=255)
    alt = models.CharField(_("alternative text"), max_length=255)

    class Meta(Orderable.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        """Return the caption."""
        return self.title


class CaseFile(Orderable):
    """A document that helps to copy the case."""

    page = ParentalKey("innovations.InnovationPage", on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        get_document_model_string(), verbose_name=_("document"), on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(_("title"), max_length=255)

    class Meta(Orderable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        """Return the title."""
        return self.title


# Part → its field that names a file, and what the file is. The database refuses to remove a
# file that a stored part shows; one that only a revision names may be gone when that is read.
FILES: dict[str, tuple[str, type[Picture] | type[Attachment]]] = {
    "pictures": ("image", Picture),
    "documents": ("document", Attachment),
}
