"""Why a check found what it found, in the reader's words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import formatting
from selections.models import CheckFinding
from selections.rules.checks import Check

_WORDS: dict[tuple[Check, str], Any] = {
    (Check.AGE, "seen"): gettext_lazy("Seen at work in %(seen_on)s, by %(from)s at the latest."),
    (Check.AGE, "old"): gettext_lazy("Started in %(started_on)s, by %(from)s at the latest."),
    (Check.AGE, "young"): gettext_lazy("Started in %(started_on)s; %(from)s would have been the latest."),
    (Check.AGE, "vague"): gettext_lazy("Started in %(started_on)s: whether by %(from)s can't be told from that."),
    (Check.AGE, "no_date"): gettext_lazy("When it started is not known; %(from)s would be the latest."),
    (Check.QUOTA, "free"): gettext_lazy("The group has no quota."),
    (Check.QUOTA, "invitation"): gettext_lazy("The group is by invitation."),
    (Check.QUOTA, "no_agency"): gettext_lazy("The unit's agency is not known, and %(quota)s entries are allowed."),
    (Check.QUOTA, "quota"): gettext_lazy("Number %(place)s of the agency in this group, of %(quota)s allowed."),
    (Check.ANSWERS, "blank"): gettext_lazy("Blank: %(sections)s"),
    (Check.ANSWERS, "answered"): gettext_lazy("All questions are answered."),
    (Check.WORDS, "over"): gettext_lazy("Too long: %(over)s"),
    (Check.WORDS, "within"): gettext_lazy("All answers keep to their limits."),
    (Check.PAPERS, "missing"): gettext_lazy("Not attached: %(papers)s"),
    (Check.PAPERS, "attached"): gettext_lazy("All is attached."),
    (Check.AWARDS, "any"): gettext_lazy("Earlier awards do not matter in this group."),
    (Check.AWARDS, "within"): gettext_lazy("Earlier awards keep to the rules: %(ranks)s"),
    (Check.AWARDS, "over"): gettext_lazy("More awards than the rules allow: %(ranks)s"),
    (Check.AWARDS, "winner"): gettext_lazy("The group is for earlier winners; known awards: %(ranks)s"),
    (Check.ORIGINAL, "replicated"): gettext_lazy("It grew from a replication of “%(original)s” that is recorded here."),
    (Check.ORIGINAL, "named"): gettext_lazy("The case names “%(original)s” as its original; no replication is linked."),
    (Check.ORIGINAL, "no_original"): gettext_lazy(
        "The case names no original, and no replication recorded here led to it."
    ),
    (Check.LIKENESS, "not_available"): gettext_lazy("Texts could not be compared."),
    (Check.LIKENESS, "own"): gettext_lazy("No other entry is like it."),
    (Check.LIKENESS, "alike"): gettext_lazy("Alike: %(alike)s"),
    (Check.LIKENESS, "same_title"): gettext_lazy("Alike: %(alike)s"),
}

_OUTDATED = gettext_lazy("Found by an earlier form of this check, whose reason is no longer known here.")


def reason_of(finding: CheckFinding) -> str:
    """Return the reason of a finding, with the facts that it rests on."""
    facts = finding.facts
    words = _WORDS.get((Check(finding.check_code), facts["reason"]), _OUTDATED)
    return str(words % {key: _told(key, value) for key, value in facts.items()})


def _told(key: str, value: Any) -> Any:
    if key in ("from", "started_on", "seen_on"):
        return formatting.partial_date(value) if value else _("not known")
    if key == "over":
        return "; ".join(_("%(section)s (%(words)s of %(most)s words)") % one for one in value)
    if key == "alike":
        return "; ".join(map(_other, value))
    return (", ".join(value) or _("none")) if isinstance(value, list) else value


def _other(one: Mapping[str, Any]) -> str:
    if one["same_title"]:
        return _("%(entry)s in %(round)s has the same title and %(percent)s %% of the words") % one
    return _("%(entry)s in %(round)s has %(percent)s %% of the words") % one
