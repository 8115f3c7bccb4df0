"""Work on a round that was asked for: a task does it, and the page says how far it is."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Run(models.Model):
    """Something that takes longer than a request may.

    ``claimed_until`` is set anew while somebody works on it; past that time its process has ended, and
    another one begins it again. ``reason`` says why it failed, where that is something to put right.
    """

    round = models.ForeignKey("selections.SelectionRound", on_delete=models.CASCADE, related_name="%(class)ss")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked for at"), auto_now_add=True)
    claimed_until = models.DateTimeField(null=True)
    failed = models.BooleanField(default=False)
    reason = models.TextField(_("reason"), blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta:
        abstract = True
        ordering = ["pk"]

    def is_running(self, now: datetime) -> bool:
        """Say whether somebody works on it."""
        return self.finished_at is None and self.claimed_until is not None and self.claimed_until >= now


class CheckRun(Run):
    """One check of all entries of a round that wait for a decision, or of one of them.

    Of ``total`` entries those that changed meanwhile are not ``checked``.
    """

    entry = models.ForeignKey("selections.Entry", null=True, on_delete=models.CASCADE, related_name="checkruns")
    total = models.PositiveIntegerField(default=0)
    checked = models.PositiveIntegerField(default=0)

    class Meta(Run.Meta):
        verbose_name = _("check of entries")
        verbose_name_plural = _("checks of entries")
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(entry=None, finished_at=None), name="round_is_checked_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        """Return what is checked."""
        return str(self.entry or self.round)


class FreezeRun(Run):
    """The freeze of a round's present list, by somebody who looked at version ``seen`` of the round."""

    seen = models.PositiveIntegerField()

    class Meta(Run.Meta):
        verbose_name = _("freeze of a list")
        verbose_name_plural = _("freezes of lists")
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(finished_at=None), name="round_is_frozen_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        """Return whose list is frozen."""
        return str(self.round)
