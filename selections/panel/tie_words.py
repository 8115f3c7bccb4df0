"""The words for what parts equal scores."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from selections.rules.rulebook import Rulebook
from selections.rules.ties import TieBreak

TIE_BREAKS: dict[str, Any] = {
    TieBreak.CRITERION: _("the higher mean on a criterion"),
    TieBreak.SPREAD: _("the smaller spread between evaluators"),
    TieBreak.EVIDENCE: _("more results with evidence"),
    TieBreak.EXTERNAL_EVIDENCE: _("more results with evidence of others"),
    TieBreak.SUBMITTED: _("the earlier submission"),
    TieBreak.LOT: _("the lot"),
}


def tie_words(rule: str, rulebook: Rulebook) -> str:
    """Return the words for a rule: the code of a criterion, or another kind of ``TieBreak``; blank for none."""
    for one in rulebook.criteria:
        if one.code == rule:
            return f"{TIE_BREAKS[TieBreak.CRITERION]}: {one.name}"
    return str(TIE_BREAKS.get(rule, rule))
