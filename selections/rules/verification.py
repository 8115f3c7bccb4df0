"""Whether a frozen list is what it claims to be: its hash, its order and its cut, from the file alone."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from selections.rules.differences import differences
from selections.rules.rulebook_json import read
from selections.rules.shortlist import listed, standings
from selections.rules.shortlist_json import read_contender, read_sheet, row_of

FORMAT = 3
"""What lists are frozen in now."""

HIDES_CHECKS = 3
"""From this format on, words of the administrative selection are there as their hashes."""

_READABLE = frozenset({1, 2, FORMAT})
"""1 is without papers, conflicts of interest, notes and votes by seat; 2 tells words of checks."""


class Fault(StrEnum):
    """What can be wrong with a frozen list."""

    UNREADABLE = "unreadable"
    HASH = "hash"  # the content is not what was hashed
    PUBLISHED = "published"  # the hash is not the one that was published
    CHAIN = "chain"  # it does not follow the list before
    RANKING = "ranking"  # the scores come to another order
    LIST = "list"  # the order and the moves come to another list


@dataclass(frozen=True)
class Problem:
    """One fault; ``detail`` names the thing: the hash that was found, the place that differs."""

    fault: Fault
    detail: str = ""


def canonical(payload: Mapping[str, Any]) -> str:
    """Return the one text of a frozen list: keys sorted, no spaces, UTF-8."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(payload: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical text, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(payload).encode()).hexdigest()


def verify(document: Any, *, published: str = "", previous: str | None = None) -> list[Problem]:
    """Return what is wrong with a published file; nothing where it is sound.

    ``document`` is the JSON of the file: ``shortlist`` and its ``sha256``. ``published`` is the hash
    that was told elsewhere (on the minutes, on the page), ``previous`` that of the round's list
    before, where the reader has one. Needs no database.
    """
    try:
        payload, told = document["shortlist"], document["sha256"]
        return list(_problems(payload, told, published, previous))
    except Exception as error:
        return [Problem(Fault.UNREADABLE, f"{type(error).__name__}: {error}")]


def _problems(payload: Mapping[str, Any], told: str, published: str, previous: str | None) -> Iterator[Problem]:
    found = digest(payload)
    if payload["format"] not in _READABLE:
        raise ValueError(payload["format"])
    if found != told:
        yield Problem(Fault.HASH, found)
    if published and found != published:
        yield Problem(Fault.PUBLISHED, found)
    if previous is not None and payload["previous_sha256"] != previous:
        yield Problem(Fault.CHAIN, payload["previous_sha256"])
    found_here = outcome(payload)
    for difference in differences(payload["ranking"], found_here["ranking"]):
        yield Problem(Fault.RANKING, f"{difference.place}: {difference.before} → {difference.after}")
    if found_here["list"] != payload["list"]:
        wrong = sorted(set(found_here["list"]) ^ set(payload["list"]))
        yield Problem(Fault.LIST, ", ".join(f"{number:04}" for number in wrong))


def outcome(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return the ranking and the list to which entries, score sheets, moves and rules come."""
    rulebook = read(payload["rules"])
    contenders = [read_contender(one) for one in payload["entries"].values()]
    sheets = [read_sheet(one) for one in payload["sheets"].values()]
    ranked = standings(rulebook, payload["cut"], contenders, sheets, payload["lot_seed"]).ranked
    moves = {one["entry"]: one["onto"] for one in payload["moves"].values()}
    return {
        "ranking": {f"{one.number:04}": row_of(one) for one in ranked},
        "list": listed(rulebook.cut(payload["cut"]), ranked, moves),
    }
