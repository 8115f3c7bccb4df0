"""The list of a cut as JSON: how it is kept, frozen and read again."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from selections.rules.shortlist import Contender, Ranked, ScoreSheet


def row_of(ranked: Ranked) -> dict[str, Any]:
    """Return a ranked entry as JSON: figures as text, exactly."""
    return {
        "number": ranked.number,
        "group": ranked.group,
        "place": ranked.place,
        "score": _text(ranked.score),
        "behind_by": str(ranked.behind_by),
        "stages": {
            code: {
                "raw": _text(one.raw),
                "adjusted": _text(one.adjusted),
                "spread": _text(one.spread),
                "reviews": one.reviews,
                "over_limit": one.over_limit,
            }
            for code, one in ranked.stages.items()
        },
    }


def read_ranked(row: Mapping[str, Any]) -> Ranked:
    """Return a ranked entry of a ranking that was kept, as far as cutting the list needs it."""
    score = row["score"]
    return Ranked(row["number"], row["group"], row["place"], None if score is None else Decimal(score))


def read_contender(told: Mapping[str, Any]) -> Contender:
    """Return an entry of a frozen list."""
    submitted = told["submitted_at"]
    return Contender(
        told["number"],
        told["group"],
        datetime.fromisoformat(submitted) if submitted else None,
        told["evidence"],
        told["external_evidence"],
    )


def read_sheet(told: Mapping[str, Any]) -> ScoreSheet:
    """Return a score sheet of a frozen list."""
    points = {code: Decimal(given) for code, given in told["points"].items()}
    return ScoreSheet(told["stage"], told["entry"], told["evaluator"], points)


def _text(figure: Decimal | None) -> str | None:
    return None if figure is None else str(figure)
