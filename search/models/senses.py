"""What editors change about the words of several meanings that come with the project."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.language.senses import Entry
from search.language.synonyms import terms_of
from search.models.overlay import OverlayEntry, expressions, in_one_line, unsearchable, wrong_expressions


class SenseEntry(OverlayEntry):
    """One meaning of a word that has several, in place of the bundled one for the same word and meaning."""

    meaning = models.CharField(
        _("meaning"),
        max_length=200,
        help_text=_(
            "Written out. The entry takes the place of a bundled one for the same word and meaning; "
            "any other meaning is added."
        ),
    )
    neighbours = models.TextField(
        _("words beside it"),
        max_length=1000,
        help_text=_("They speak for this meaning when they stand in the same search. One on each line."),
    )

    class Meta:
        verbose_name = _("meaning of a word")
        verbose_name_plural = _("meanings of words")
        ordering = ["word", "meaning"]

    def __str__(self) -> str:
        """Return the word and the meaning."""
        return f"{self.word}: {self.meaning}"

    @property
    def entry(self) -> Entry:
        """Return what the language's table has of an entry."""
        return Entry(in_one_line(self.word), in_one_line(self.meaning), expressions(self.neighbours), self.source)

    def faults(self) -> Mapping[str, list[Any]]:
        """Return what is wrong with each field, a sentence each."""
        entry = self.entry
        return {
            "word": unsearchable(entry.word) or self._of_many_words(),
            "meaning": unsearchable(entry.meaning) or self._saying_nothing_new(),
            "neighbours": wrong_expressions(entry.neighbours, entry.word) if self.neighbours else [],
        }

    def _of_many_words(self) -> list[Any]:
        if len(terms_of(self.word)) <= 1:
            return []
        return [_("“%s” is several words; only a single word or an abbreviation can mean several things.") % self.word]

    def _saying_nothing_new(self) -> list[Any]:
        word, meaning = self.entry.key
        if meaning and meaning == word:
            return [_("To the search this is the same as “%s”; write out what it means.") % self.word]
        if self.is_double():
            return [_("There is an entry for “%s” with this meaning already; change that one.") % self.word]
        return []
