"""Service units and the profile that says which units are like one another."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.choices import Connectivity
from common.vocabulary import LEVELS, UNIT_TYPES
from units.names import name_key


class BudgetBand(models.TextChoices):
    """Yearly budget of a unit, in rupiah."""

    UNDER_1B = "under_1b", _("Under Rp 1 billion")
    FROM_1B = "1b_10b", _("Rp 1 to 10 billion")
    FROM_10B = "10b_50b", _("Rp 10 to 50 billion")
    FROM_50B = "50b_250b", _("Rp 50 to 250 billion")
    OVER_250B = "over_250b", _("Over Rp 250 billion")


def unit_type_choices() -> list[tuple[str, str]]:
    """Return the types of unit, for fields: a migration can name a function, not a bound method."""
    return UNIT_TYPES.choices()


def level_choices() -> list[tuple[str, str]]:
    """Return the levels of government, for fields."""
    return LEVELS.choices()


class ServiceUnit(models.Model):
    """An office that serves people: a registry office, a Samsat, a puskesmas, a village.

    Null and blank mean that nobody has told us, never zero or none. ``identity``
    is the normalised name with region and agency: two units may share a name,
    not an identity. ``collection`` (its files) and ``group`` (what its members may
    do in the CMS) are made when the unit gets its first member.
    """

    name = models.CharField(_("name"), max_length=200)
    identity = models.CharField(_("identity"), max_length=420, unique=True, editable=False)
    type = models.CharField(_("type"), max_length=32, choices=unit_type_choices, blank=True)
    level = models.CharField(_("level"), max_length=32, choices=level_choices, blank=True)
    agency = models.ForeignKey(
        "units.Agency",
        verbose_name=_("parent agency"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="units",
    )
    region = models.ForeignKey(
        "units.Region",
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="units",
        help_text=_("The regency or city of its seat, or the province."),
    )

    population_served = models.PositiveIntegerField(_("population served"), null=True, blank=True)
    staff = models.PositiveIntegerField(_("staff"), null=True, blank=True)
    connectivity = models.CharField(
        _("connectivity"), max_length=16, choices=Connectivity.choices, default=Connectivity.UNKNOWN
    )
    remote = models.BooleanField(_("islands or remote area"), null=True, blank=True)
    budget_band = models.CharField(_("yearly budget"), max_length=16, choices=BudgetBand.choices, blank=True)

    about = models.TextField(_("about the unit"), blank=True)
    address = models.TextField(_("address"), blank=True)
    phone = models.CharField(_("office phone"), max_length=40, blank=True)
    email = models.EmailField(_("office e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    sp4n_lapor_name = models.CharField(
        _("name in SP4N-LAPOR!"),
        max_length=200,
        blank=True,
        help_text=_("The name under which complaints about the unit are followed up in SP4N-LAPOR!."),
    )
    example = models.BooleanField(_("made up for demonstration"), default=False)
    collection = models.OneToOneField(
        "wagtailcore.Collection", null=True, editable=False, on_delete=models.PROTECT, related_name="service_unit"
    )
    group = models.OneToOneField(
        "auth.Group", null=True, editable=False, on_delete=models.PROTECT, related_name="service_unit"
    )

    class Meta:
        verbose_name = _("service unit")
        verbose_name_plural = _("service units")
        ordering = ["name"]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the identity equal to name, region and agency."""
        self.identity = unit_identity(self.name, self.region_id, self.agency.name if self.agency else "")
        super().save(*args, **kwargs)


def unit_identity(name: str, region_code: str | None, agency_name: str) -> str:
    """Return what makes a unit the same unit: normalised name, region code, normalised agency."""
    return "|".join((name_key(name), region_code or "", name_key(agency_name)))
