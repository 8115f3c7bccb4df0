"""What visitors without an account ask about copying a case."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Inquiry(models.Model):
    """A visitor's interest in a case, for those who answer for its unit.

    Name and address of the visitor are kept until the answer has been of use (``forget_inquirers``).
    """

    case = models.ForeignKey(
        "innovations.InnovationPage", verbose_name=_("innovation"), on_delete=models.CASCADE, related_name="inquiries"
    )
    name = models.CharField(_("your name"), max_length=150, blank=True)
    office = models.CharField(_("your office"), max_length=255)
    email = models.EmailField(_("your e-mail address"), blank=True)
    message = models.TextField(_("what you would like to know or copy"), max_length=2000)
    asked_at = models.DateTimeField(editable=False)
    answer = models.TextField(_("answer"), max_length=5000, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("interest of a visitor")
        verbose_name_plural = _("interests of visitors")
        ordering = ["asked_at"]
        indexes = [models.Index(fields=["asked_at"], condition=Q(answered_at=None), name="inquiry_waiting")]
        constraints = [
            models.CheckConstraint(
                name="inquiry_answered_by_someone",
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
            )
        ]

    def __str__(self) -> str:
        """Return the case and the office."""
        return f"{self.case} ← {self.office}"
