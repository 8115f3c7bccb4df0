"""Files of records on their way in."""

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseImport(models.Model):
    """A file of records that a moderator uploaded: checked first, imported when that is confirmed.

    Kept for a day, the file in a folder of its own: no record can name another's upload.
    """

    class State(models.TextChoices):
        """How far the import is. Where nobody works on it any more, the first and the third were broken off."""

        CHECKING = "checking", _("is being checked")
        CHECKED = "checked", _("is checked, not imported")
        WRITING = "writing", _("is being imported")
        DONE = "done", _("is imported")
        REFUSED = "refused", _("cannot be read")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(_("file name"), max_length=255)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.CHECKING)
    options = models.JSONField(_("options"), default=dict)
    report = models.JSONField(_("report"), null=True)
    refusal = models.TextField(_("why it cannot be read"), blank=True)
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        """Return the file's name and how far it is."""
        return f"{self.name}: {self.get_state_display()}"

    @property
    def folder(self) -> Path:
        """Return where the file lies, with what is noted of the work on it."""
        return Path(settings.DATA_DIR) / "imports" / self.id.hex

    @property
    def file(self) -> Path:
        """Return the file; its name on the disk is ours, but for its kind."""
        return self.folder / f"records{Path(self.name).suffix.lower()}"
