"""What was searched for, by day: words and counts, nothing of who, from where or when on the day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_LOGGED = 100
"""Characters of a query that is counted; what is longer was pasted, and may be anything."""


class QueryCount(models.Model):
    """How often a query was asked on a day, what it found last, and on how many pages a hit was opened.

    ``text`` is the query in normal spelling (``ReaderQuery.key``). Clicks are known of
    readers with JavaScript only.
    """

    day = models.DateField(_("day"))
    text = models.CharField(_("search"), max_length=LONGEST_LOGGED)
    searches = models.PositiveIntegerField(_("searches"), default=0)
    hits = models.PositiveIntegerField(_("hits"), default=0)
    clicks = models.PositiveIntegerField(_("opened"), default=0)

    class Meta:
        verbose_name = _("counted search")
        verbose_name_plural = _("counted searches")
        ordering = ["-day", "text"]
        constraints = [models.UniqueConstraint(fields=["day", "text"], name="query_once_a_day")]

    def __str__(self) -> str:
        """Return day and query, for logs."""
        return f"{self.day}: {self.text}"
