"""What people follow. It is nobody else's business: their own pages, letters and feed alone show it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from units.tokens import new_token

LONGEST_KEY = 1000
"""Characters of what is followed: a search with many filters is the longest."""


class Follower(models.Model):
    """A person who follows something, with the secrets of the addresses that work without log-in.

    They are stored as they are: whoever reads this table reads in the next one what they open.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="follower"
    )
    feed_token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    mail_token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)

    class Meta:
        verbose_name = _("follower")
        verbose_name_plural = _("followers")

    def __str__(self) -> str:
        """Return the person."""
        return str(self.person)


class Follow(models.Model):
    """One thing that a person follows.

    ``key`` says which one of its kind: the id of a case or unit, the key of a tag, the code of a
    sector, the canonical query string of a search. ``told_until`` is up to when digests have told of it.
    """

    class Kind(models.TextChoices):
        """What can be followed."""

        CASE = "case", _("Innovation")
        UNIT = "unit", _("Unit")
        TAG = "tag", _("Tag")
        SECTOR = "sector", _("Sector")
        SEARCH = "search", _("Saved search")

    class Often(models.TextChoices):
        """How often a digest tells of it."""

        DAILY = "daily", _("every day")
        WEEKLY = "weekly", _("every Monday")
        NEVER = "never", _("no e-mail, only in the feed")

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="follows")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    key = models.CharField(max_length=LONGEST_KEY)
    name = models.CharField(_("name"), max_length=255)
    often = models.CharField(_("e-mail"), max_length=8, choices=Often.choices, default=Often.WEEKLY)
    told_until = models.DateTimeField()

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["follower", "kind", "key"], name="followed_once")]

    def __str__(self) -> str:
        """Return the kind and the name."""
        return f"{self.get_kind_display()}: {self.name}"
