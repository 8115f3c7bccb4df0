"""What people are told on the site, beside the letters that tell the same."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notification(models.Model):
    """Something that a person was told. ``key`` makes it impossible to tell it twice; ``address`` is of this site."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    key = models.CharField(_("key"), max_length=200, unique=True)
    text = models.CharField(_("text"), max_length=255)
    address = models.CharField(_("address"), max_length=500, blank=True)
    at = models.DateTimeField(_("time"), auto_now_add=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["person"], condition=models.Q(read_at=None), name="notification_unread"),
        ]

    def __str__(self) -> str:
        """Return the text."""
        return self.text
