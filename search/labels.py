"""What the indexed fields are called."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from innovations.models import InnovationPage
from innovations.models.sections import SECTION_KEYS
from search.engines.base import ScoreKind

_SECTIONS: dict[str, Any] = {
    key: getattr(InnovationPage._meta.get_field(f"section_{key}"), "verbose_name", key) for key in SECTION_KEYS
}
_LABELS: dict[str, Any] = _SECTIONS | {
    "name": _("name"),
    "plain_title": _("everyday title"),
    "tags": _("tags"),
    "labels": _("sector, mode or people"),
    "awards": _("award"),
    "summary": _("summary"),
    "outcomes": _("outcomes"),
    "unit": _("unit"),
    "place": _("region"),
    "sections": _("a section"),
    "status_reason": _("why it stopped or grew"),
    "questions": _("a question to the innovator"),
    "head": _("name, everyday title, tags or summary"),
    "everywhere": _("anywhere"),
}
_SCORE_KINDS: dict[ScoreKind, Any] = {
    ScoreKind.HELD: _("the case has the word"),
    ScoreKind.PLACE: _("where the word is"),
    ScoreKind.NEAR: _("the words stand together"),
    ScoreKind.NAME: _("it is the whole name"),
    ScoreKind.OTHER: _("it is not what the query sets aside"),
    ScoreKind.CONFIRMED: _("its unit has confirmed it, or need not yet"),
    ScoreKind.PINNED: _("pinned by editors"),
}


def field_label(field: str) -> str:
    """Return the name of a field or section in the reader's language."""
    return str(_LABELS[field])


def score_label(kind: ScoreKind) -> str:
    """Return for what a part of a score is given, in the reader's language."""
    return str(_SCORE_KINDS[kind])
