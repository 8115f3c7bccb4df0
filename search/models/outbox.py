"""The outbox of the index."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexEvent(models.Model):
    """Something changed what search knows of a page; the index has yet to hear of it.

    Written in the transaction of the change, so that neither is ever without the
    other. It says only which page: what the index should have is read from the
    database when the row is worked off, and a page that is not public then is removed.
    ``id`` is the version of that state. Done rows stay a while for a rebuild to replay.
    """

    page_id = models.PositiveBigIntegerField(_("page"))
    created_at = models.DateTimeField(_("time"), auto_now_add=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True, db_index=True)
    tries = models.PositiveSmallIntegerField(_("failed tries"), default=0)
    error = models.TextField(_("error"), blank=True)
    set_aside = models.BooleanField(_("set aside"), default=False)

    class Meta:
        verbose_name = _("index event")
        verbose_name_plural = _("index events")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(done_at=None), name="index_event_waiting"),
            models.Index(fields=["page_id", "id"], name="index_event_of_page"),
        ]

    def __str__(self) -> str:
        """Return number and page, for logs."""
        return f"{self.pk}: {self.page_id}"

    @classmethod
    def waiting(cls) -> "models.QuerySet[IndexEvent]":
        """Return the rows that no run has worked off yet, oldest first."""
        return cls.objects.filter(done_at=None, set_aside=False).order_by("id")

    @classmethod
    def put_aside(cls) -> "models.QuerySet[IndexEvent]":
        """Return the rows whose page could not be indexed in several tries, oldest first."""
        return cls.objects.filter(done_at=None, set_aside=True).order_by("id")
