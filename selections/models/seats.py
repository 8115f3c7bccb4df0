"""Who works in a round: the secretariat, evaluators, the panel."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selections.choices import SeatRole
from units.models import OneTimeInvitation


class SeatScope(models.Model):
    """A role in a round, with the fields that a person knows about."""

    round = models.ForeignKey(
        "selections.SelectionRound", verbose_name=_("round"), on_delete=models.PROTECT, related_name="%(class)ss"
    )
    role = models.CharField(_("role"), max_length=16, choices=SeatRole.choices)
    sectors = models.ManyToManyField("innovations.Sector", verbose_name=_("fields of expertise"), blank=True)

    class Meta:
        abstract = True


class Seat(SeatScope):
    """A person's role in a round. One that ended is kept, and is the same again should the person come back."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="seats"
    )
    started_at = models.DateTimeField(_("since"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "user", "role"], name="seat_once")]

    def __str__(self) -> str:
        """Return person and role."""
        return f"{self.user} ({self.get_role_display()})"


class SeatInvitation(SeatScope, OneTimeInvitation):
    """An invitation to a seat."""

    class Meta:
        verbose_name = _("invitation to a round")
        verbose_name_plural = _("invitations to a round")
        ordering = ["-invited_at"]

    def __str__(self) -> str:
        """Return address and role."""
        return f"{self.email} ({self.get_role_display()})"


class DeclaredConflict(models.Model):
    """An entry that somebody does not score, for a reason that the rules don't know.

    One that was lifted, because it was told by mistake, is kept as history.
    """

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="conflicts")
    entry = models.ForeignKey("selections.Entry", on_delete=models.PROTECT, related_name="conflicts")
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        constraints = [
            models.UniqueConstraint(fields=["seat", "entry"], condition=Q(lifted_at=None), name="conflict_once")
        ]

    def __str__(self) -> str:
        """Return who and what."""
        return f"{self.seat} – {self.entry}"
