"""The standings of a cut as they were handed to the panel."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CutRanking(models.Model):
    """What the score sheets came to; they are final then, so it is made once.

    ``rows`` are the ranked entries as JSON, by group and place; ``unlinked`` are the codes of stages
    whose adjusted scores can't be compared.
    """

    round = models.ForeignKey("selections.SelectionRound", on_delete=models.PROTECT, related_name="rankings")
    cut = models.CharField(_("list"), max_length=32)
    rows = models.JSONField(default=list)
    unlinked = models.JSONField(default=list)
    at = models.DateTimeField(_("time"), auto_now=True)

    class Meta:
        verbose_name = _("ranking")
        verbose_name_plural = _("rankings")
        constraints = [models.UniqueConstraint(fields=["round", "cut"], name="ranking_once_for_a_cut")]

    def __str__(self) -> str:
        """Return round and list."""
        return f"{self.round} – {self.cut}"
