"""Who acts for whom, and who was asked to."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.rules import UNIT_ROLES


class Role(models.TextChoices):
    """What a member may do; the first three act for a unit."""

    CONTRIBUTOR = "contributor", _("Contributor")
    VERIFIER = "verifier", _("Verifier")
    HEAD = "head", _("Unit head")
    LOCAL_ADMIN = "local_admin", _("Local admin of an agency")
    MODERATOR = "moderator", _("Network moderator")


def _scope_fits_role(prefix: str) -> models.CheckConstraint:
    """Return the constraint that a role stands with the thing it is a role in."""
    return models.CheckConstraint(
        name=f"{prefix}_scope_fits_role",
        condition=(
            Q(role__in=UNIT_ROLES, unit__isnull=False, agency__isnull=True)
            | Q(role=Role.LOCAL_ADMIN, unit__isnull=True, agency__isnull=False)
            | Q(role=Role.MODERATOR, unit__isnull=True, agency__isnull=True)
        ),
    )


class Scope(models.Model):
    """A role in a unit, in an agency, or in the network as a whole."""

    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    unit = models.ForeignKey(
        "units.ServiceUnit", verbose_name=_("unit"), null=True, blank=True, on_delete=models.PROTECT
    )
    agency = models.ForeignKey(
        "units.Agency", verbose_name=_("agency"), null=True, blank=True, on_delete=models.PROTECT
    )

    class Meta:
        abstract = True


class Membership(Scope):
    """A person's role, from its start to its end. Ended ones are kept as history."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="memberships"
    )
    started_at = models.DateTimeField(_("since"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        default_related_name = "memberships"
        ordering = ["started_at"]
        constraints = [
            _scope_fits_role("membership"),
            models.UniqueConstraint(
                fields=["user", "unit"], condition=Q(ended_at=None, unit__isnull=False), name="one_role_in_a_unit"
            ),
            models.UniqueConstraint(
                fields=["user", "agency"],
                condition=Q(ended_at=None, agency__isnull=False),
                name="one_role_in_an_agency",
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at=None, role=Role.MODERATOR), name="moderator_once"
            ),
        ]

    def __str__(self) -> str:
        """Return person and role."""
        return f"{self.user} ({self.get_role_display()})"


class OneTimeInvitationQuerySet(models.QuerySet):
    """Invitations by whether they can still be accepted."""

    def waiting(self, now: datetime) -> Self:
        """Return those that can still be accepted."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)


class OneTimeInvitation(models.Model):
    """An invitation by a link that works once, whatever it is to. Only the token's hash is kept."""

    email = models.EmailField(_("e-mail address"))
    token_hash = models.CharField(_("hash of the token"), max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invited by"), on_delete=models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = OneTimeInvitationQuerySet.as_manager()

    class Meta:
        abstract = True


class Invitation(Scope, OneTimeInvitation):
    """An invitation to be a member."""

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        default_related_name = "invitations"
        ordering = ["-invited_at"]
        constraints = [_scope_fits_role("invitation")]

    def __str__(self) -> str:
        """Return address and role."""
        return f"{self.email} ({self.get_role_display()})"
