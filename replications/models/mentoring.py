"""Mentoring: a role model passes its practice on to units that should learn it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MentoringPlan(models.Model):
    """What a role model passes on to which units, from when to when.

    What is closed stays and changes no more; what it was before a change stands in the event log.
    """

    role_model = models.ForeignKey(
        "replications.RoleModel", on_delete=models.PROTECT, related_name="plans", editable=False
    )
    goal = models.TextField(_("what the units should be able to do afterwards"), max_length=2000)
    units = models.ManyToManyField(
        "units.ServiceUnit", verbose_name=_("units that learn"), related_name="mentored_in", editable=False
    )
    cases = models.ManyToManyField(
        "innovations.InnovationPage", verbose_name=_("practices to learn"), related_name="taught_in"
    )
    begins_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_reason = models.CharField(max_length=500, blank=True, editable=False)

    class Meta:
        verbose_name = _("mentoring plan")
        verbose_name_plural = _("mentoring plans")
        ordering = ["-begins_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("begins_on")),
                name="mentoring_ends_after_it_begins",
                violation_error_message=_("The end lies before the beginning."),
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_reason="")
                | models.Q(closed_at__isnull=False) & ~models.Q(closed_reason=""),
                name="mentoring_closed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        """Return the role model and the time."""
        return f"{self.role_model}, {self.begins_on}"
