"""Who stands before whom where two scores are equal.

A round names its rules in their order; each parts those whom the ones before left together.
A rule of which something is not known of one of the tied parts none of them: unknown is
neither good nor bad. Whom no rule parts, the lot does.

**The lot** needs no trust in a program. With the published seed, the number of an entry and
``sha256sum``, anyone computes an entry's lot, and the smaller one, read as text, comes first:

    printf '%s' 'SEED:ENTRY' | sha256sum

That nobody chose the seed once the scores were known, its own SHA-256 proves, which is told from
the opening of the round on: ``printf '%s' 'SEED' | sha256sum``.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any


class TieBreak(StrEnum):
    """What can part equal scores, each in its one direction."""

    CRITERION = "criterion"  # the higher mean of one criterion's points
    SPREAD = "spread"  # the smaller spread between evaluators
    EVIDENCE = "evidence"  # more pieces of evidence
    EXTERNAL_EVIDENCE = "external_evidence"  # more evidence by others than the unit
    SUBMITTED = "submitted"  # handed in earlier
    LOT = "lot"  # always last; no round needs to name it


@dataclass(frozen=True, slots=True)
class TieRule:
    """One rule of a round; ``criterion`` says which where it goes by a criterion."""

    kind: TieBreak
    criterion: str = ""

    def __post_init__(self) -> None:
        if (self.kind is TieBreak.CRITERION) != bool(self.criterion):
            raise ValueError("A rule by a criterion names it, and no other does")


@dataclass(frozen=True, slots=True)
class Tied:
    """What is known of an entry whose score another has too; None is not known."""

    entry: int
    criteria: Mapping[str, Decimal] = field(default_factory=dict)
    spread: Decimal | None = None
    evidence: int | None = None
    external_evidence: int | None = None
    submitted: datetime | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry in its order, and the rule that put it behind the one before; None for the first."""

    entry: int
    behind_by: TieRule | None


def lot(seed: str, entry: int) -> str:
    """Return the lot of an entry, in hexadecimal: the smaller comes first.

    >>> lot("Top 99 2026", 17)[:8]
    'a224368f'
    """
    return hashlib.sha256(f"{seed}:{entry}".encode()).hexdigest()


def lot_fingerprint(seed: str) -> str:
    """Return the SHA-256 of a seed: told before the seed is, it commits to it and gives nothing of it away."""
    return hashlib.sha256(seed.encode()).hexdigest()


def break_tie(tied: Iterable[Tied], rules: Sequence[TieRule], seed: str) -> list[Placed]:
    """Return the tied entries in order, each with the rule that decided."""
    entries = {one.entry: one for one in tied}
    named = [rule for rule in rules if rule.kind is not TieBreak.LOT]
    return _part(list(entries.values()), [*named, TieRule(TieBreak.LOT)], seed, None)


def _part(tied: list[Tied], rules: Sequence[TieRule], seed: str, behind_by: TieRule | None) -> list[Placed]:
    """Return the order within one group, of which the first is behind by the rule before."""
    if len(tied) < 2:
        return [Placed(one.entry, behind_by) for one in tied]
    rule, *rest = rules
    groups: defaultdict[Any, list[Tied]] = defaultdict(list)
    for one in tied:
        groups[_key(one, rule, seed)].append(one)
    if None in groups:
        return _part(tied, rest, seed, behind_by)
    order: list[Placed] = []
    for key in sorted(groups):
        order += _part(groups[key], rest, seed, rule if order else behind_by)
    return order


def _key(tied: Tied, rule: TieRule, seed: str) -> Any:
    """Return what a rule sorts by, the smaller first; None where it is not known."""
    match rule.kind:
        case TieBreak.CRITERION:
            more: Decimal | int | None = tied.criteria.get(rule.criterion)
        case TieBreak.EVIDENCE:
            more = tied.evidence
        case TieBreak.EXTERNAL_EVIDENCE:
            more = tied.external_evidence
        case TieBreak.SPREAD:
            return tied.spread
        case TieBreak.SUBMITTED:
            return tied.submitted
        case TieBreak.LOT:
            return lot(seed, tied.entry)
    return None if more is None else -more
