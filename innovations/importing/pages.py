"""A record as the rows of a case: the page, its parts, its codes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Model

from innovations.models import Award, InnovationPage, Source
from innovations.models.sections import SECTION_KEYS
from innovations.record import outcome_of

_TEXTS = (
    "spelled_out",
    "plain_title",
    "summary",
    "started_on",
    "seen_on",
    "confirmed_on",
    "stage",
    "status",
    "status_reason",
    "connectivity",
    "video_url",
)


def page_values(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the case's own columns; what the record leaves out is blank."""
    sections, cost, contact = (record.get(key, {}) for key in ("sections", "cost", "contact"))
    staff = record.get("staff")
    return {
        **{key: record.get(key, "") for key in _TEXTS},
        **{f"section_{key}": sections.get(key, "") for key in SECTION_KEYS},
        **{f"contact_{key}": contact.get(key, "") for key in ("office", "phone", "email", "url")},
        "digital": record.get("digital"),
        "staff_needed": None if staff is None else Decimal(str(staff)),
        "cost_setup_idr": cost.get("setup_idr"),
        "cost_yearly_idr": cost.get("yearly_idr"),
        "cost_funding": cost.get("funding", ""),
        "cost_note": cost.get("note", ""),
        "example": bool(record.get("example")),
    }


def text_parts(record: Mapping[str, Any], page: InnovationPage) -> dict[str, list[Model]]:
    """Return the outcomes, awards and sources of the page, unsaved, in the order of the record."""
    return {
        "outcomes": [
            outcome_of(item, page=page, sort_order=position) for position, item in enumerate(record.get("outcomes", ()))
        ],
        "awards": [
            Award(page=page, sort_order=position, **item) for position, item in enumerate(record.get("awards", ()))
        ],
        "sources": [
            Source(page=page, sort_order=position, **item) for position, item in enumerate(record.get("sources", ()))
        ],
    }
