"""What the indexed fields are called."""

from django.utils.translation import gettext as _

from innovations.models import InnovationPage
from innovations.models.sections import SECTION_KEYS


def field_label(field: str) -> str:
    """Return the name of a field or section in the reader's language."""
    if field in SECTION_KEYS:
        return str(getattr(InnovationPage._meta.get_field(f"section_{field}"), "verbose_name", field))
    names = {
        "name": _("name"),
        "plain_title": _("everyday title"),
        "tags": _("tags"),
        "labels": _("sector, mode, people or award"),
        "summary": _("summary"),
        "outcomes": _("outcomes"),
        "unit": _("unit"),
        "place": _("region"),
    }
    return names[field]
