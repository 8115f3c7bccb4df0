"""Cases that editors put at the top of a search."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from innovations.models import InnovationPage
from search.query import parse

MOST_PINS: Final = 3
"""Cases pinned for one search: more would be a list of our own in the place of a search."""


class PinnedCase(models.Model):
    """A case that comes first for a search, until a day or for good.

    It is shown only while the case itself is public. Searches are compared in normal
    spelling (``ReaderQuery.key``), which is worked out when the rows are read: a
    change of the language's tables needs no change here.
    """

    query = models.CharField(
        _("search"),
        max_length=100,
        help_text=_("As people type it. Other spellings of the same words count as the same search."),
    )
    case = models.ForeignKey(InnovationPage, verbose_name=_("case"), on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField(
        _("place"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_PINS)]
    )
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day; left empty, it stays until somebody removes it.")
    )
    reason = models.CharField(
        _("reason"), max_length=200, help_text=_("For other editors: why this case, and why now.")
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("pinned case")
        verbose_name_plural = _("pinned cases")
        ordering = ["query", "place"]

    def __str__(self) -> str:
        """Return the search and the case."""
        return f"{self.query}: {self.case}"

    def clean(self) -> None:
        """Refuse what no search could show; ValidationError names each field."""
        errors: dict[str, Any] = {}
        key = parse(self.query).key
        same = [pin for pin in PinnedCase.objects.exclude(pk=self.pk) if parse(pin.query).key == key]
        if not key:
            errors["query"] = _("Write a word that people search for.")
        elif any(pin.case_id == self.case_id for pin in same):
            errors["case"] = _("This case is pinned for this search already.")
        elif any(pin.place == self.place for pin in same):
            errors["place"] = _("Another case has this place for this search. Choose another, at most %d.") % MOST_PINS
        if errors:
            raise ValidationError(errors)
