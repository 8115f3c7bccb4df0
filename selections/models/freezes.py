"""Lists that were cut and frozen."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Freeze(models.Model):
    """A list with all that led to it, as canonical JSON, chained to the round's freeze before it.

    Rows are added and never changed; the migration adds triggers that refuse it.
    """

    round = models.ForeignKey("selections.SelectionRound", on_delete=models.PROTECT, related_name="freezes")
    number = models.PositiveSmallIntegerField(_("number"))
    cut = models.CharField(_("list"), max_length=32)
    payload = models.TextField()
    sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(_("time"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )

    class Meta:
        verbose_name = _("frozen list")
        verbose_name_plural = _("frozen lists")
        ordering = ["round", "number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="freeze_number_once")]

    def __str__(self) -> str:
        """Return round and number."""
        return f"{self.round} – {self.number}"


class Placement(models.Model):
    """An entry on a published list; a later freeze of the same cut takes the place of the earlier."""

    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="placements")
    entry = models.ForeignKey("selections.Entry", on_delete=models.PROTECT, related_name="placements")
    cut = models.CharField(max_length=32)
    name = models.CharField(_("list"), max_length=100)
    place = models.PositiveIntegerField(_("place on the list"))

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "cut"], name="placed_once")]

    def __str__(self) -> str:
        """Return list and entry."""
        return f"{self.name}: {self.entry}"
