"""Lists that were frozen, read from what was frozen: what the file proves is what the page shows."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from common.models import User
from selections.models import Freeze, SelectionRound
from selections.queries import rounds_seen_by
from selections.rules.rulebook import Cut, Rulebook
from selections.rules.rulebook_json import read


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
    """A frozen list with its rules; ``amendments`` are the reasons for which these had been amended."""

    freeze: Freeze
    rulebook: Rulebook
    cut: Cut
    lot_seed: str
    groups: Sequence[ListedGroup]
    amendments: Sequence[str] = field(default=())

    @property
    def numbers(self) -> list[int]:
        """Return the numbers of the entries on the list."""
        return [row.number for group in self.groups for row in group.rows]


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
    """Return what was frozen: no query, or one where ``freeze`` was read without it."""
    told = json.loads(freeze.payload)
    rulebook = read(told["rules"])
    ranked = {row["number"]: row for row in told["ranking"].values()}
    reasons = {one["entry"]: one["reason"] for one in told["moves"].values() if one["onto"]}
    entries = {one["number"]: one for one in told["entries"].values()}
    categories = {one.code: one.name for one in rulebook.categories}
    rows = [_listed(entries[number], ranked[number], categories, reasons) for number in told["list"]]
    return PublishedList(
        freeze=freeze,
        rulebook=rulebook,
        cut=rulebook.cut(told["cut"]),
        lot_seed=told["lot_seed"],
        groups=[
            ListedGroup(group.name, [row for row in rows if entries[row.number]["group"] == group.code])
            for group in rulebook.groups
        ],
        amendments=[one["reason"] for one in told["amendments"]],
    )


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
