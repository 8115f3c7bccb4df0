"""Suggestions while typing: cases by name, filters by label, words and tags of the index."""

from datetime import datetime
from typing import Final, NotRequired, TypedDict

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from search.documents import CaseDocument
from search.errors import SearchUnavailable
from search.facets import BY_KEY
from search.finding import suggest
from search.language import normalise

_SHORTEST: Final = 2
_OF_A_KIND: Final = 3
_BY_LABEL: Final = ("sector", "service_mode", "beneficiary", "unit_type", "region")


class Suggestion(TypedDict):
    """A text to search for, or with ``url`` a page to go to."""

    text: str
    note: NotRequired[str]
    url: NotRequired[str]


def suggestions_for(typed: str, now: datetime, most: int) -> list[Suggestion]:
    """Return at most ``most`` suggestions; none for one letter or when the engine is down."""
    beginning = normalise(typed[:100])
    if len(beginning) < _SHORTEST:
        return []
    try:
        found = suggest(typed[:100], _OF_A_KIND, now)
    except SearchUnavailable:
        return _filters(beginning)[:most]
    cases: list[Suggestion] = [
        {"text": one.document.name, "note": _note(one.document), "url": one.document.url} for one in found.cases
    ]
    words = dict.fromkeys((*found.tags, *found.words))
    texts: list[Suggestion] = [{"text": text} for text in words if text != beginning]
    return [*cases, *_filters(beginning), *texts][:most]


def _note(case: CaseDocument) -> str:
    return f"{_('Example')} · {case.plain_title}" if case.example else case.plain_title


def _filters(beginning: str) -> list[Suggestion]:
    """Return the codes with a word in their label that begins like this."""
    matches: list[Suggestion] = []
    for key in _BY_LABEL:
        facet = BY_KEY[key]
        for code, label in facet.labels().items():
            if f" {beginning}" in f" {normalise(str(label))}":
                url = f"{reverse('search')}?{urlencode({key: code})}"
                matches.append({"text": str(label), "note": _("Filter: %s") % facet.label, "url": url})
    return matches[:_OF_A_KIND]
