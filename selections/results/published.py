"""Lists that were frozen, read from what was frozen: what the file proves is what the page shows."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from common.models import User
from selections.models import Freeze, SelectionRound
from selections.queries import rounds_seen_by
from selections.rules.rulebook import Cut, Rulebook
from selections.rules.rulebook_json import read
from selections.rules.ties import lot_fingerprint

_KEPT: Final = 8
"""Lists of which a process keeps what it has read: of 3,500 entries that is 3 MB each."""


@dataclass(frozen=True)
class Listed:
    """An entry on a list. ``decision`` is why the panel took it onto the list, where it did."""

    number: int
    title: str
    case: str
    unit: str
    agency: str
    region: str
    category: str
    place: int | None
    score: Decimal | None
    decision: str


@dataclass(frozen=True)
class ListedGroup:
    """The entries of a group that are on a list, by place."""

    name: str
    rows: Sequence[Listed]


@dataclass(frozen=True)
class PublishedList:
    """What a frozen list holds, with its rules; ``amendments`` are the reasons for which these had been amended.

    ``judged_in`` counts the entries that were judged by group, ``judged`` tells of each, as JSON.
    """

    rulebook: Rulebook
    cut: Cut
    lot_seed: str
    groups: Sequence[ListedGroup]
    amendments: Sequence[str]
    judged_in: Mapping[str, int]
    judged: Mapping[int, str]

    @property
    def lot_fingerprint(self) -> str:
        """Return what was told of the seed from the opening of the round on."""
        return lot_fingerprint(self.lot_seed)

    @property
    def numbers(self) -> list[int]:
        """Return the numbers of the entries on the list."""
        return [row.number for group in self.groups for row in group.rows]

    def of_entry(self, number: int) -> dict[str, Any] | None:
        """Return ``ranking``, ``move`` and ``sheets`` of an entry; None of one that was not judged for the list."""
        told = self.judged.get(number)
        return None if told is None else json.loads(told)


def published_rounds(user: User | AnonymousUser) -> QuerySet[SelectionRound]:
    """Return the rounds that have published a list, of those that the person may know of.

    A list stays public from then on, also while the round works on its next one or on a correction.
    """
    published = SelectionRound.objects.filter(pk__in=Freeze.objects.values("round"))
    return published.filter(pk__in=rounds_seen_by(user).values("pk"))


def freezes_of(selection_round: SelectionRound) -> list[Freeze]:
    """Return the frozen lists of a round without what they hold, in the order of the chain: one query."""
    return list(Freeze.objects.filter(round=selection_round).defer("payload").order_by("number"))


def latest_of_cuts(freezes: Sequence[Freeze]) -> list[Freeze]:
    """Return the frozen list that counts for each cut, the newest first."""
    latest = {freeze.cut: freeze for freeze in freezes}
    return sorted(latest.values(), key=lambda freeze: -freeze.number)


def published_list(freeze: Freeze) -> PublishedList:
    """Return what was frozen: one query, and none where this process has read it already."""
    return _read(freeze.pk, freeze.sha256)


@lru_cache(maxsize=_KEPT)
def _read(key: int, _sha256: str) -> PublishedList:
    """Read a frozen list, once: the database refuses to change it, and another one has another hash."""
    told = json.loads(Freeze.objects.values_list("payload", flat=True).get(pk=key))
    rulebook = read(told["rules"])
    ranked = {row["number"]: row for row in told["ranking"].values()}
    reasons = {one["entry"]: one["reason"] for one in told["moves"].values() if one["onto"]}
    entries = {one["number"]: one for one in told["entries"].values()}
    categories = {one.code: one.name for one in rulebook.categories}
    rows = [_listed(entries[number], ranked[number], categories, reasons) for number in told["list"]]
    return PublishedList(
        rulebook=rulebook,
        cut=rulebook.cut(told["cut"]),
        lot_seed=told["lot_seed"],
        groups=[
            ListedGroup(group.name, [row for row in rows if entries[row.number]["group"] == group.code])
            for group in rulebook.groups
        ],
        amendments=[one["reason"] for one in told["amendments"]],
        judged_in=Counter(row["group"] for row in ranked.values()),
        judged=_judged(told),
    )


def _judged(told: Mapping[str, Any]) -> dict[int, str]:
    """Return what a list tells of each entry, as text, which takes less room than objects."""
    sheets: defaultdict[int, list[Any]] = defaultdict(list)
    for sheet in told["sheets"].values():
        sheets[sheet["entry"]].append({name: sheet[name] for name in ("stage", "evaluator", "points")})
    return {
        row["number"]: json.dumps({"ranking": row, "move": told["moves"].get(key), "sheets": sheets[row["number"]]})
        for key, row in told["ranking"].items()
    }


def _listed(
    entry: Mapping[str, Any], ranked: Mapping[str, Any], categories: Mapping[str, str], reasons: Mapping[int, str]
) -> Listed:
    return Listed(
        number=entry["number"],
        title=entry["title"],
        case=entry["case"],
        unit=entry["unit"],
        agency=entry["agency"] or "",
        region=entry["region"] or "",
        category=categories.get(entry["category"], ""),
        place=ranked["place"],
        score=None if ranked["score"] is None else Decimal(ranked["score"]),
        decision=reasons.get(entry["number"], ""),
    )
