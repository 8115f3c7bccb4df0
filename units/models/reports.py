"""What readers say is wrong on a public page."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ErrorReport(models.Model):
    """A reader's note to whoever answers for a unit.

    Of the reader nothing is kept but the address that they chose to leave, and
    that only until the report is settled for a while (``forget_reporters``).
    """

    class State(models.TextChoices):
        """How far it has come."""

        OPEN = "open", _("Open")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed without answer")

    unit = models.ForeignKey(
        "units.ServiceUnit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="error_reports"
    )
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    page_title = models.CharField(_("title of the page"), max_length=255)
    message = models.TextField(_("what is wrong"))
    reporter_email = models.EmailField(_("e-mail address for the answer"), blank=True)
    reported_at = models.DateTimeField(_("reported at"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settled by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    settled_at = models.DateTimeField(_("settled at"), null=True)

    class Meta:
        verbose_name = _("error report")
        verbose_name_plural = _("error reports")
        ordering = ["reported_at"]
        indexes = [models.Index(fields=["unit", "reported_at"], condition=Q(state="open"), name="report_waiting")]
        constraints = [
            models.CheckConstraint(
                name="report_settled_by_someone",
                condition=Q(state="open", settled_at=None, settled_by=None)
                | Q(state__in=["answered", "closed"], settled_at__isnull=False, settled_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Return the page's title and the state."""
        return f"{self.page_title} ({self.get_state_display()})"
