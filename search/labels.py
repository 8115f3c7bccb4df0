"""What the indexed fields are called."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from innovations.models import InnovationPage
from innovations.models.sections import SECTION_KEYS

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
}


def field_label(field: str) -> str:
    """Return the name of a field or section in the reader's language."""
    return str(_LABELS[field])
