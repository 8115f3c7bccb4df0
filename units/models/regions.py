"""Provinces, regencies and cities by their official code."""

from django.db import models
from django.utils.translation import gettext_lazy as _

PROVINCE_CODE_LENGTH = 2


class Region(models.Model):
    """A province (``16``) or a regency or city in it (``16.71``).

    Codes and names are those of Kepmendagri 300.2.2-2138/2025; see
    ``units/data/regions.md`` for source and licence.
    """

    class Level(models.TextChoices):
        """The kinds of region."""

        PROVINCE = "province", _("Province")
        REGENCY = "regency", _("Regency")
        CITY = "city", _("City")

    code = models.CharField(_("code"), max_length=5, primary_key=True)
    name = models.CharField(_("name"), max_length=100)
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("province"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]

    def __str__(self) -> str:
        """Return the name."""
        return self.name
