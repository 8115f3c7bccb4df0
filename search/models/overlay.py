"""What editors lay over the tables that come with the project."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from search.language import senses, synonyms
from search.language.synonyms import Terms, terms_of

Entry = synonyms.Entry | senses.Entry

_SEPARATOR: Final = re.compile(r"[\n|;,]")


class OverlayEntry(models.Model):
    """An entry of the editors' own, laid over a bundled table.

    It takes the place of the bundled entries with the same key; one that is not in use
    switches them off. What it finds is worked out when a query is read, so a change
    needs no rebuild.
    """

    word = models.CharField(_("word or expression"), max_length=100)
    source = models.CharField(
        _("source"),
        max_length=200,
        help_text=_("The regulation, the glossary or the unit that uses the words so."),
    )
    in_use = models.BooleanField(
        _("in use"),
        default=True,
        help_text=_("Not in use, it switches off the bundled entry whose place it takes."),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        abstract = True

    @property
    def entry(self) -> Entry:
        """Return what the language's table has of an entry."""
        raise NotImplementedError

    def faults(self) -> Mapping[str, list[Any]]:
        """Return what is wrong with each field, a sentence each."""
        raise NotImplementedError

    def clean(self) -> None:
        """Refuse what would find nothing or what is here already; ValidationError names each field."""
        errors = {field: wrong for field, wrong in self.faults().items() if wrong}
        if errors:
            raise ValidationError(errors)

    def is_double(self) -> bool:
        """Say whether another entry of the editors' has the same key (one SQL query)."""
        others = type(self)._default_manager.exclude(pk=self.pk)
        return any(other.entry.key == self.entry.key for other in others)


def written(entry: Entry) -> dict[str, Any]:
    """Return an entry's fields as an editor writes them, several words a line each."""
    return {field: "\n".join(value) if isinstance(value, tuple) else value for field, value in entry._asdict().items()}


def in_one_line(text: str) -> str:
    """Return a text with one space between its words."""
    return " ".join(text.split())


def expressions(text: str) -> tuple[str, ...]:
    """Return the words and expressions that lines, commas, semicolons or bars part."""
    return tuple(filter(None, map(in_one_line, _SEPARATOR.split(text))))


def unsearchable(text: str) -> list[Any]:
    """Say of a text that the search leaves out of every query that it does."""
    if not text or terms_of(text):
        return []
    return [_("The search leaves “%s” out of every query, so nothing can be found by it.") % text]


def wrong_expressions(given: Sequence[str], word: str) -> list[Any]:
    """Return what is wrong with the expressions of an entry's word: none, left out, or the same as another."""
    if not given:
        return [_("Write at least one word or expression.")]
    seen: dict[Terms, str] = {terms_of(word): word}
    wrong = []
    for one in given:
        found = terms_of(one)
        if not found:
            wrong.append(_("The search leaves “%s” out of every query; take it out.") % one)
        elif found in seen:
            names = {"word": one, "same": seen[found]}
            wrong.append(_("“%(word)s” is the same as “%(same)s” to the search; take it out.") % names)
        else:
            seen[found] = one
    return wrong
