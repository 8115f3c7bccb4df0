"""Role models: units named for a field of service, whose practice others should learn."""

from datetime import date

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RoleModelQuerySet(models.QuerySet["RoleModel"]):
    """Role models by their time."""

    def running(self, today: date) -> "RoleModelQuerySet":
        """Return those that are role models on a day, the last day included."""
        return self.filter(named_on__lte=today, ends_on__gte=today, withdrawn_at=None)

    def ended(self, today: date) -> "RoleModelQuerySet":
        """Return those that were role models: the history."""
        return self.filter(Q(ends_on__lt=today) | Q(withdrawn_at__isnull=False))


class RoleModel(models.Model):
    """A unit is a role model in a field until a day, for what is known of it. Nothing of it is ever removed."""

    class Satisfaction(models.TextChoices):
        """Where the satisfaction of the unit's users goes."""

        RISING = "rising", _("rising")
        STEADY = "steady", _("steady")
        FALLING = "falling", _("falling")

    unit = models.ForeignKey(
        "units.ServiceUnit", verbose_name=_("service unit"), on_delete=models.PROTECT, related_name="role_models"
    )
    sector = models.ForeignKey(
        "innovations.Sector", verbose_name=_("field of service"), on_delete=models.PROTECT, related_name="role_models"
    )
    index_name = models.CharField(_("index"), max_length=200)
    index_value = models.DecimalField(_("value of the index"), max_digits=8, decimal_places=2)
    index_year = models.PositiveSmallIntegerField(_("year of the index"), validators=[MinValueValidator(2000)])
    satisfaction = models.CharField(_("satisfaction of users"), max_length=16, choices=Satisfaction.choices, blank=True)
    complaints = models.PositiveIntegerField(_("complaints in that year"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("address of the source"), blank=True)
    named_on = models.DateField(_("named on"), editable=False)
    ends_on = models.DateField(_("last day"))
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=500, blank=True, editable=False)

    objects = RoleModelQuerySet.as_manager()

    class Meta:
        verbose_name = _("role model")
        verbose_name_plural = _("role models")
        ordering = ["sector__position", "unit__name", "-named_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("named_on")), name="role_model_ends_after_naming"),
            models.CheckConstraint(
                name="role_model_withdrawn_for_a_reason",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
            ),
        ]

    def __str__(self) -> str:
        """Return the unit and its field."""
        return f"{self.unit} ({self.sector})"
