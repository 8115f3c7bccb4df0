"""What editors change about the synonyms that come with the project."""

from collections.abc import Mapping
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from search.language.synonyms import Entry
from search.models.overlay import OverlayEntry, expressions, in_one_line, unsearchable, wrong_expressions


class SynonymEntry(OverlayEntry):
    """Other words for a word, in place of the bundled ones for the same word and relation."""

    class Relation(models.TextChoices):
        """What the other words are to the word; the table's own codes."""

        SYNONYM = "synonym", _("means the same: each finds the other")
        ACRONYM = "acronym", _("is its short form: each finds the other")
        NARROWER = "narrower", _("is wider: it finds the others, they do not find it")

    relation = models.CharField(
        _("relation"),
        max_length=20,
        choices=Relation,
        default=Relation.SYNONYM,
        help_text=_("The entry takes the place of a bundled one for the same word and relation."),
    )
    others = models.TextField(_("also look for"), max_length=1000, help_text=_("One word or expression on each line."))
    weight = models.FloatField(
        _("weight"),
        default=0.5,
        validators=[MinValueValidator(0.1), MaxValueValidator(0.9)],
        help_text=_("From 0.1 to 0.9; the word that the reader typed counts 1."),
    )

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["word", "relation"]
        constraints = [
            models.CheckConstraint(condition=models.Q(weight__gt=0, weight__lt=1), name="synonym_below_literal")
        ]

    def __str__(self) -> str:
        """Return the word and its others."""
        return f"{self.word}: {', '.join(self.entry.others)}"

    @property
    def entry(self) -> Entry:
        """Return what the language's table has of an entry."""
        return Entry(in_one_line(self.word), self.relation, self.weight, expressions(self.others), self.source)

    def faults(self) -> Mapping[str, list[Any]]:
        """Return what is wrong with each field, a sentence each."""
        return {
            "word": unsearchable(self.word) or self._doubled(),
            "others": wrong_expressions(self.entry.others, self.entry.word) if self.others else [],
        }

    def _doubled(self) -> list[Any]:
        if not self.is_double():
            return []
        return [_("There is an entry for “%s” with this relation already; change that one.") % self.word]
