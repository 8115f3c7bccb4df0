"""What editors change about the synonyms that come with the project."""

import re
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from search.language.synonyms import Entry, terms_of

_SEPARATOR: Final = re.compile(r"[\n|;,]")


class SynonymEntry(models.Model):
    """Other words for a word, laid over the bundled table.

    It takes the place of bundled entries for the same word and relation; one that is
    not in use switches them off. What it finds is worked out when a query is read, so
    a change needs no rebuild.
    """

    class Relation(models.TextChoices):
        """What the other words are to the word; the table's own codes."""

        SYNONYM = "synonym", _("means the same: each finds the other")
        ACRONYM = "acronym", _("is its short form: each finds the other")
        NARROWER = "narrower", _("is wider: it finds the others, they do not find it")

    word = models.CharField(_("word or expression"), max_length=100)
    relation = models.CharField(_("relation"), max_length=20, choices=Relation, default=Relation.SYNONYM)
    others = models.TextField(_("also look for"), max_length=1000, help_text=_("One word or expression on each line."))
    weight = models.FloatField(
        _("weight"),
        default=0.5,
        validators=[MinValueValidator(0.1), MaxValueValidator(0.9)],
        help_text=_("From 0.1 to 0.9; the word that the reader typed counts 1."),
    )
    source = models.CharField(
        _("source"),
        max_length=200,
        help_text=_("The regulation, the glossary or the unit that uses the words so."),
    )
    in_use = models.BooleanField(
        _("in use"),
        default=True,
        help_text=_("Not in use, it switches off the bundled entry for the same word and relation."),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

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
        others = tuple(filter(None, (" ".join(other.split()) for other in _SEPARATOR.split(self.others))))
        return Entry(" ".join(self.word.split()), self.relation, self.weight, others, self.source)

    def clean(self) -> None:
        """Refuse what would find nothing or what is here already; ValidationError names each field."""
        errors: dict[str, Any] = {}
        entry = self.entry
        if self.word and not terms_of(self.word):
            errors["word"] = _("The search leaves “%s” out of every query, so nothing can be found by it.") % self.word
        elif self._is_double(entry):
            errors["word"] = _("There is an entry for “%s” with this relation already; change that one.") % self.word
        if self.others and (wrong := _wrong_others(entry)):
            errors["others"] = wrong
        if errors:
            raise ValidationError(errors)

    def _is_double(self, entry: Entry) -> bool:
        return any(other.entry.key == entry.key for other in SynonymEntry.objects.exclude(pk=self.pk))


def _wrong_others(entry: Entry) -> list[str]:
    """Return what is wrong with the other words, a sentence each."""
    if not entry.others:
        return [str(_("Write at least one word or expression."))]
    seen = {terms_of(entry.word): entry.word}
    wrong = []
    for other in entry.others:
        found = terms_of(other)
        if not found:
            wrong.append(_("The search leaves “%s” out of every query; take it out.") % other)
        elif found in seen:
            names = {"word": other, "same": seen[found]}
            wrong.append(_("“%(word)s” is the same as “%(same)s” to the search; take it out.") % names)
        else:
            seen[found] = other
    return wrong
