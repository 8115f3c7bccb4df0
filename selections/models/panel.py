"""What the panel says and decides about entries."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PanelPart(models.Model):
    """Something that somebody of the panel said of an entry, for a cut."""

    entry = models.ForeignKey("selections.Entry", on_delete=models.PROTECT, related_name="%(class)ss")
    cut = models.CharField(max_length=32)
    seat = models.ForeignKey("selections.Seat", on_delete=models.PROTECT, related_name="%(class)ss")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["at", "pk"]


class PanelNote(PanelPart):
    """What was said in the discussion."""

    text = models.TextField(_("note"), max_length=2000)

    class Meta(PanelPart.Meta):
        verbose_name = _("note of the panel")
        verbose_name_plural = _("notes of the panel")

    def __str__(self) -> str:
        """Return what it is about."""
        return str(self.entry)


class Vote(PanelPart):
    """Whether somebody wants an entry on the list; the last one said counts."""

    for_it = models.BooleanField(_("on the list"))

    class Meta(PanelPart.Meta):
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [models.UniqueConstraint(fields=["entry", "cut", "seat"], name="vote_once")]

    def __str__(self) -> str:
        """Return what it is about."""
        return str(self.entry)


class Move(PanelPart):
    """A decision of the panel to take an entry across the line, against its place, with the reason."""

    onto = models.BooleanField(_("onto the list"))
    reason = models.TextField(_("reason"), max_length=2000)
    taken_back_at = models.DateTimeField(null=True)

    class Meta(PanelPart.Meta):
        verbose_name = _("move across the line")
        verbose_name_plural = _("moves across the line")
        constraints = [
            models.UniqueConstraint(fields=["entry", "cut"], condition=Q(taken_back_at=None), name="moved_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="move_has_a_reason"),
        ]

    def __str__(self) -> str:
        """Return what it is about."""
        return str(self.entry)
