"""Where a case's text came from: the record it was imported from, the people who wrote it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedRecord(models.Model):
    """The last record imported into a case.

    ``page_sha256`` is the hash of the case's canonical record just after that
    import: where it differs from the present one, somebody has edited the case here.
    """

    page = models.OneToOneField(
        "innovations.InnovationPage", verbose_name=_("case"), on_delete=models.CASCADE, related_name="imported_record"
    )
    record_sha256 = models.CharField(_("hash of the record"), max_length=64)
    page_sha256 = models.CharField(_("hash of the case after import"), max_length=64)
    imported_at = models.DateTimeField(_("imported at"), auto_now=True)

    class Meta:
        verbose_name = _("imported record")
        verbose_name_plural = _("imported records")

    def __str__(self) -> str:
        """Return the case and the time."""
        return f"{self.page_id} {self.imported_at:%Y-%m-%d}"


class Contribution(models.Model):
    """That a person changed a case's text, and when last.

    A revision cannot tell: autosave may overwrite one in place, under another name.
    """

    page = models.ForeignKey(
        "innovations.InnovationPage", verbose_name=_("case"), on_delete=models.CASCADE, related_name="contributions"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="contributions"
    )
    changed_at = models.DateTimeField(_("last changed at"))

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [models.UniqueConstraint(fields=["page", "user"], name="one_contribution_a_person")]

    def __str__(self) -> str:
        """Return person and case."""
        return f"{self.user_id} → {self.page_id}"
