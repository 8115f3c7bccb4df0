"""The standings of a cut, from the database to what the rules need, and to the row that keeps them."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from selections.models import CutRanking, Entry, Review, SelectionRound
from selections.queries import judged_entries
from selections.rules.rulebook import Cut
from selections.rules.shortlist import Contender, ScoreSheet, chances, standings
from selections.rules.shortlist_json import row_of

_WITH_EVIDENCE = frozenset({"internal", "external"})


def contenders_of(entries: Iterable[Entry]) -> list[Contender]:
    """Return entries as the rules need them; evidence is counted in the record that was pinned."""
    return [
        Contender(
            one.number,
            one.group,
            one.submitted_at,
            evidence=sum(kind in _WITH_EVIDENCE for kind in kinds),
            external_evidence=kinds.count("external"),
        )
        for one in entries
        for kinds in [[outcome.get("evidence") for outcome in json.loads(one.record).get("outcomes", [])]]
    ]


def reviews_for(selection_round: SelectionRound, cut: Cut) -> QuerySet[Review]:
    """Return what was handed in for the stages of a cut.

    All entries of the round count, not only those that this cut is about: how severe an evaluator is
    shows in all that he or she scored.
    """
    return (
        Review.objects.filter(
            assignment__entry__round=selection_round, assignment__stage__in=list(cut.weights), assignment__ended_at=None
        )
        .exclude(handed_in_at=None)
        .select_related("assignment__entry")
        .order_by("assignment__stage", "assignment__entry__number", "assignment__seat_id")
    )


def sheets_of(reviews: Iterable[Review]) -> list[ScoreSheet]:
    """Return reviews as the rules need them."""
    return [
        ScoreSheet(
            one.assignment.stage,
            one.assignment.entry.number,
            one.assignment.seat_id,
            {code: Decimal(given) for code, given in one.points.items()},
        )
        for one in reviews
    ]


def keep_ranking(selection_round: SelectionRound) -> CutRanking:
    """Work out the standings of the present cut and keep them: four queries."""
    rulebook, cut, seed = selection_round.rulebook, selection_round.present_cut, selection_round.lot_seed
    contenders = contenders_of(judged_entries(selection_round).only("number", "group", "submitted_at", "record"))
    sheets = sheets_of(reviews_for(selection_round, cut).defer("comments", "assignment__entry__record"))
    found = standings(rulebook, cut.code, contenders, sheets, seed)
    likely = chances(rulebook, cut.code, contenders, sheets, seed)
    kept, _new = CutRanking.objects.update_or_create(
        round=selection_round,
        cut=cut.code,
        defaults={
            "rows": [row_of(one) | _chance(likely.get(one.number)) for one in found.ranked],
            "unlinked": list(found.unlinked),
        },
    )
    return kept


def _chance(likely: Any) -> dict[str, Any]:
    probability, standing = likely or (None, None)
    return {"probability": probability, "standing": standing}
