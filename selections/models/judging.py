"""Who scores which entry, and the scores."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Assignment(models.Model):
    """An entry that somebody scores at a stage. One that ended was given to somebody else.

    ``further`` is one that was added because the others lay too far apart.
    """

    entry = models.ForeignKey("selections.Entry", on_delete=models.PROTECT, related_name="assignments")
    seat = models.ForeignKey("selections.Seat", on_delete=models.PROTECT, related_name="assignments")
    stage = models.CharField(_("stage"), max_length=32)
    further = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["entry__number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "seat", "stage"], condition=Q(ended_at=None), name="assigned_once")
        ]

    def __str__(self) -> str:
        """Return who scores what."""
        return f"{self.seat}: {self.entry}"


class Review(models.Model):
    """One evaluator's points and comments, by the codes of the criteria; final once handed in.

    Points are text, so that they stay exactly what was given. ``version`` counts what was stored, so
    that of two windows the second is told that the first was stored meanwhile.
    """

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="review")
    points = models.JSONField(default=dict)
    comments = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    handed_in_at = models.DateTimeField(_("handed in"), null=True)

    class Meta:
        verbose_name = _("score sheet")
        verbose_name_plural = _("score sheets")
        ordering = ["pk"]

    def __str__(self) -> str:
        """Return what it is the review of."""
        return str(self.assignment)
