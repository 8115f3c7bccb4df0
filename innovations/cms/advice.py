"""What a case still lacks, on the server: the panel of the editor."""

from dataclasses import dataclass
from typing import Any

from wagtail.admin.panels import Panel

from innovations.record import Record, to_record
from innovations.rules import advice, completeness, required_on_submit

# Where in the editor a key of the record is written: the id of the field or part.
_FIELDS = {
    "name": "id_title",
    "cost": "id_cost_setup_idr",
    "staff": "id_staff_needed",
    "begun": "id_started_on",
    "contact": "id_contact_office",
    "sections": "id_section_problem",
}
_PARTS = ("outcomes", "sources", "awards", "pictures", "documents")


@dataclass(frozen=True)
class Lack:
    """One thing that is missing: its words, why it matters, where in the editor it is written."""

    text: str
    why: str
    anchor: str


@dataclass(frozen=True)
class Advice:
    """How complete a case is, what it needs to be submitted, and what would make it better."""

    score: int
    required: tuple[Lack, ...]
    better: tuple[Lack, ...]

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """Return everything, what is required first."""
        return self.required + self.better


def advice_for(record: Record) -> Advice:
    """Return the advice for a case record, be it of a page or of a draft."""
    found = completeness(record)
    hints = advice(record)
    told = {gap.key for gap in hints}
    required = (Lack(gap.message, "", anchor(gap.key)) for gap in required_on_submit(record))
    better = [Lack(gap.message, "", anchor(gap.key)) for gap in hints]
    better += [
        Lack(one.label, one.why, anchor(one.key)) for one in found.missing if not one.required and one.key not in told
    ]
    return Advice(found.score, tuple(required), tuple(better))


def anchor(key: str) -> str:
    """Return the id of the place in the editor where ``key`` of the record is written."""
    head, _dot, tail = key.partition(".")
    if head == "sections" and tail:
        return f"id_section_{tail}"
    part = head.partition("[")[0]
    if part in _PARTS:
        return f"id_{part}-FORMS"
    return _FIELDS.get(key, f"id_{key}")


class AdvicePanel(Panel):
    """«Still missing»: what the last saved text lacks. Nothing here stands in the way of saving."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page and one request."""

        template_name = "innovations/cms/advice.html"

        def is_shown(self) -> bool:
            """Show it once there is a page to judge."""
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the advice."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["advice"] = advice_for(to_record(self.instance))
            return context
