"""The administrative selection: what each check finds, from what is known of an entry.

Each check passes, fails or is unknown, with the facts that its reason is told with. A person
decides. Reasons for rejection seen in the field: too young, form not complete, answers without
substance, the same title handed in twice (``instruments.json``, KIPP 2018).
"""

import calendar
import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from common import partial_dates
from innovations.rules.ages import YEAR_MONTHS
from innovations.rules.awards import folded
from innovations.rules.texts import word_count
from selections.rules.rulebook import Awards, Entrance, Group, Paper, Section


class Check(StrEnum):
    """What is checked, in the order in which it is shown."""

    AGE = "age"
    QUOTA = "quota"
    ANSWERS = "answers"
    WORDS = "words"
    PAPERS = "papers"
    AWARDS = "awards"
    ORIGINAL = "original"
    LIKENESS = "likeness"


class Found(StrEnum):
    """What a check found."""

    PASS = "pass"  # noqa: S105 - no password
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """What a check found; ``reason`` is a code for its words, ``facts`` what they are told with."""

    check: Check
    found: Found
    reason: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Alike:
    """Another entry with the same title, or whose text is ``share`` (0 to 1) the same."""

    key: int
    entry: str
    round: str
    share: float
    same_title: bool


@dataclass(frozen=True)
class Known:
    """What is known of an entry.

    ``earlier_of_agency`` counts the agency's entries of the group that were submitted before this
    one; ``ranks`` are the awards that the case is known to have; ``replicated`` is the innovation from
    whose replication here it grew, ``named_original`` the one that it names; ``alike`` is None where
    nobody can tell.
    """

    started_on: str = ""
    seen_on: str = ""
    earlier_of_agency: int | None = None
    invited: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    papers: frozenset[str] = frozenset()
    ranks: Sequence[str] = ()
    replicated: str = ""
    named_original: str = ""
    alike: Sequence[Alike] | None = None


def check_entry(
    known: Known, group: Group, sections: Sequence[Section], papers: Sequence[Paper], closes_on: datetime.date
) -> list[Finding]:
    """Return what each check finds, in their order; ``closes_on`` is the day from which age is counted back."""
    return [
        _age(known, group, closes_on),
        _quota(known, group),
        _answers(known, sections),
        _words(known, sections),
        _papers(known, papers),
        _awards(known, group),
        *([_original(known)] if group.needs_original else []),
        _likeness(known),
    ]


def _age(known: Known, group: Group, closes_on: datetime.date) -> Finding:
    months = group.min_age_months or 0
    latest_start = _months_before(closes_on, months)
    facts = {"months": months, "from": str(latest_start), "started_on": known.started_on, "seen_on": known.seen_on}
    if known.seen_on and partial_dates.parse(known.seen_on)[1] <= latest_start:
        return Finding(Check.AGE, Found.PASS, "seen", facts)
    if not known.started_on:
        return Finding(Check.AGE, Found.UNKNOWN, "no_date", facts)
    first, last = partial_dates.parse(known.started_on)
    if last <= latest_start:
        return Finding(Check.AGE, Found.PASS, "old", facts)
    if first > latest_start:
        return Finding(Check.AGE, Found.FAIL, "young", facts)
    return Finding(Check.AGE, Found.UNKNOWN, "vague", facts)


def _months_before(day: datetime.date, months: int) -> datetime.date:
    """Return the day so many months earlier: the last of its month where that month is shorter."""
    year, month = divmod(day.year * YEAR_MONTHS + day.month - 1 - months, YEAR_MONTHS)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _quota(known: Known, group: Group) -> Finding:
    if group.entrance is Entrance.INVITATION:
        return Finding(Check.QUOTA, Found.PASS if known.invited else Found.UNKNOWN, "invitation")
    if group.entrance is not Entrance.QUOTA or group.quota is None:
        return Finding(Check.QUOTA, Found.PASS, "free")
    if known.earlier_of_agency is None:
        return Finding(Check.QUOTA, Found.UNKNOWN, "no_agency", {"quota": group.quota})
    facts = {"quota": group.quota, "place": known.earlier_of_agency + 1}
    within = known.earlier_of_agency < group.quota
    return Finding(Check.QUOTA, Found.PASS if within else Found.FAIL, "quota", facts)


def _answers(known: Known, sections: Sequence[Section]) -> Finding:
    blank = [one.name for one in sections if one.required and not known.answers.get(one.code, "").strip()]
    found = Found.FAIL if blank else Found.PASS
    return Finding(Check.ANSWERS, found, "blank" if blank else "answered", {"sections": blank})


def _words(known: Known, sections: Sequence[Section]) -> Finding:
    counts = {one: word_count(known.answers.get(one.code, "")) for one in sections}
    over = [
        {"section": one.name, "words": words, "most": one.max_words}
        for one, words in counts.items()
        if one.max_words is not None and words > one.max_words
    ]
    return Finding(Check.WORDS, Found.FAIL if over else Found.PASS, "over" if over else "within", {"over": over})


def _papers(known: Known, papers: Sequence[Paper]) -> Finding:
    missing = [one.name for one in papers if one.required and one.code not in known.papers]
    found = Found.FAIL if missing else Found.PASS
    return Finding(Check.PAPERS, found, "missing" if missing else "attached", {"papers": missing})


def _awards(known: Known, group: Group) -> Finding:
    facts = {"ranks": list(known.ranks)}
    if group.awards is Awards.LIMITS:
        told = Counter(map(folded, known.ranks))
        limits = group.award_limits.items()
        over = {rank for rank, most in limits if most is not None and told[folded(rank)] > most}
        return Finding(Check.AWARDS, Found.FAIL if over else Found.PASS, "over" if over else "within", facts)
    if group.awards is Awards.WINNER:
        # What is not told here may still have been awarded.
        return Finding(Check.AWARDS, Found.PASS if known.ranks else Found.UNKNOWN, "winner", facts)
    return Finding(Check.AWARDS, Found.PASS, "any", facts)


def _original(known: Known) -> Finding:
    if known.replicated:
        return Finding(Check.ORIGINAL, Found.PASS, "replicated", {"original": known.replicated})
    if known.named_original:
        return Finding(Check.ORIGINAL, Found.PASS, "named", {"original": known.named_original})
    return Finding(Check.ORIGINAL, Found.UNKNOWN, "no_original")


def _likeness(known: Known) -> Finding:
    if known.alike is None:
        return Finding(Check.LIKENESS, Found.UNKNOWN, "not_available")
    facts = {
        "alike": [
            {
                "key": one.key,
                "entry": one.entry,
                "round": one.round,
                "percent": round(one.share * 100),
                "same_title": one.same_title,
            }
            for one in known.alike
        ]
    }
    if any(one.same_title for one in known.alike):
        return Finding(Check.LIKENESS, Found.FAIL, "same_title", facts)
    return Finding(
        Check.LIKENESS, Found.UNKNOWN if known.alike else Found.PASS, "alike" if known.alike else "own", facts
    )
