"""The governments and ministries to which units belong."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from units.names import name_key


class Agency(models.Model):
    """A regional government, a ministry or a national agency, parent of units.

    ``collection`` holds those of its units; ``group`` is that of its local admins.
    """

    name = models.CharField(_("name"), max_length=200)
    key = models.CharField(_("name as compared"), max_length=200, unique=True, editable=False)
    region = models.ForeignKey(
        "units.Region",
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agencies",
        help_text=_("The region it governs; empty for a ministry or where it is not known."),
    )
    example = models.BooleanField(_("made up for demonstration"), default=False)
    collection = models.OneToOneField(
        "wagtailcore.Collection", null=True, editable=False, on_delete=models.PROTECT, related_name="agency"
    )
    group = models.OneToOneField(
        "auth.Group", null=True, editable=False, on_delete=models.PROTECT, related_name="agency"
    )

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name"]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the compared form of the name equal to the name."""
        self.key = name_key(self.name)
        super().save(*args, **kwargs)
