"""How a copy goes: milestones, and its own figures."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from innovations.models import MeasuredOutcome


class Milestone(models.Model):
    """A day on which the copier says how it goes."""

    replication = models.ForeignKey(
        "replications.Replication", on_delete=models.CASCADE, related_name="milestones", editable=False
    )
    months = models.PositiveSmallIntegerField(editable=False)
    due_on = models.DateField(_("due on"), editable=False)
    told_on = models.DateField(_("told on"), null=True, editable=False)
    note = models.TextField(_("how it goes"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due_on"]
        indexes = [models.Index(fields=["due_on"], condition=models.Q(told_on=None), name="milestone_due")]
        constraints = [
            models.UniqueConstraint(fields=["replication", "months"], name="milestone_once"),
            models.CheckConstraint(
                condition=models.Q(told_on=None, note="") | models.Q(told_on__isnull=False) & ~models.Q(note=""),
                name="milestone_told_in_words",
            ),
        ]

    def __str__(self) -> str:
        """Return the day."""
        return f"{self.due_on}"


class Result(MeasuredOutcome):
    """What a copy changed at the unit that copied, on an indicator of the source or on one of its own."""

    replication = models.ForeignKey(
        "replications.Replication", on_delete=models.CASCADE, related_name="results", editable=False
    )

    class Meta:
        verbose_name = _("result of a copy")
        verbose_name_plural = _("results of copies")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["replication", "indicator", "unit"], name="result_once_an_indicator"),
        ]
