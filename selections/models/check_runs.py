"""Checks that were asked for: a task does them, and the page says how far they are."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CheckRun(models.Model):
    """One check of all entries of a round that wait for a decision, or of one of them.

    ``claimed_until`` is set anew while somebody works on it; past that time its process has ended, and
    another one begins it again. Of ``total`` entries those that changed meanwhile are not ``checked``.
    """

    round = models.ForeignKey("selections.SelectionRound", on_delete=models.CASCADE, related_name="check_runs")
    entry = models.ForeignKey("selections.Entry", null=True, on_delete=models.CASCADE, related_name="check_runs")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked for at"), auto_now_add=True)
    claimed_until = models.DateTimeField(null=True)
    total = models.PositiveIntegerField(default=0)
    checked = models.PositiveIntegerField(default=0)
    failed = models.BooleanField(default=False)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta:
        verbose_name = _("check of entries")
        verbose_name_plural = _("checks of entries")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(entry=None, finished_at=None), name="round_is_checked_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        """Return what is checked."""
        return str(self.entry or self.round)

    def is_running(self, now: datetime) -> bool:
        """Say whether somebody works on it."""
        return self.finished_at is None and self.claimed_until is not None and self.claimed_until >= now
