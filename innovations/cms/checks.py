"""Advice in Wagtail's own checks panel.

Wagtail runs its checks with axe inside the preview. Each kind of thing that a case
can lack is one rule there, and it fails where the previewed text lacks it;
``static/cms/checks.js`` registers the test, which only reads what the server found.
"""

import re
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

from innovations.models import InnovationPage
from innovations.record import Record, to_record
from innovations.rules import advice, completeness, required_on_submit
from innovations.rules.completeness import criteria

_Text = str | Promise

# What is wrong with something that is there; what is absent has a rule for each criterion.
_FAULTS: dict[str, tuple[_Text, _Text]] = {
    "jipp-baseline": (_("An outcome has no figure from before"), _("Without it no change can be shown.")),
    "jipp-acronyms": (_("An acronym is not spelled out"), _("Readers elsewhere do not know it.")),
    "jipp-contacts": (
        _("A text holds a phone number or an e-mail address"),
        _("Move it to the contact of the office."),
    ),
    "jipp-other": (_("Something keeps the case from being submitted"), _("See “Still missing” above the first field.")),
}


def rules() -> dict[str, tuple[_Text, _Text]]:
    """Return name and explanation of every rule, by its id, in the reader's language."""
    absent = {_rule_of(criterion.key): (criterion.label, criterion.why) for criterion in criteria()}
    return {**{rule: (_("Missing: %s") % label, why) for rule, (label, why) in absent.items()}, **_FAULTS}


def failing_rules(record: Record) -> set[str]:
    """Return the ids of the rules that the case record breaks."""
    missing = {criterion.key for criterion in completeness(record).missing}
    failing = {_rule_of(key) for key in missing}
    for gap in (*required_on_submit(record), *advice(record)):
        key = re.sub(r"\[\d+\]", "", gap.key)
        if key in missing:
            continue
        if key == "outcomes.baseline":
            failing.add("jipp-baseline")
        elif key == "sections":
            failing.add("jipp-acronyms")
        elif key.startswith("sections."):
            failing.add("jipp-contacts")
        else:
            failing.add("jipp-other")
    return failing


class CaseCheckerItem(ContentCheckerItem):
    """Wagtail's checks, and what the case lacks."""

    def __init__(self, page: InnovationPage, in_editor: bool = False) -> None:
        """Take the page as it is previewed."""
        super().__init__(in_editor)
        self.failing = failing_rules(to_record(page))

    @property
    def media(self) -> Media:
        """Return the script that registers the tests, for the preview."""
        return Media(js=["cms/checks.js"])

    def get_axe_run_only(self, request: HttpRequest) -> list[str]:
        """Run Wagtail's rules and ours."""
        return [*super().get_axe_run_only(request), *rules()]

    def get_axe_custom_rules(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Add ours; they look at the heading, as what is absent has no element."""
        own = [{"id": rule, "impact": "moderate", "selector": "h1", "any": [rule], "enabled": True} for rule in rules()]
        return [*super().get_axe_custom_rules(request), *own]

    def get_axe_custom_checks(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Add one test for each rule: it fails where the case breaks the rule."""
        own = [{"id": rule, "options": {"missing": rule in self.failing}} for rule in rules()]
        return [*super().get_axe_custom_checks(request), *own]

    def get_axe_messages(self, request: HttpRequest) -> dict[str, Any]:
        """Add the words for each rule."""
        own = {rule: {"error_name": name, "help_text": why} for rule, (name, why) in rules().items()}
        return {**super().get_axe_messages(request), **own}


def replace_checker(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Put our checks in the place of Wagtail's, for cases (hook: construct_wagtail_userbar)."""
    if not isinstance(page, InnovationPage):
        return
    for place, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[place] = CaseCheckerItem(page, in_editor=item.in_editor)


def _rule_of(key: str) -> str:
    return "jipp-" + key.replace(".", "-").replace("_", "-")
