"""What of a round's rules is in use, read from the database."""

from collections import defaultdict
from decimal import Decimal

from selections.models import Assignment, Review, SelectionRound
from selections.rules.amending import InUse
from selections.rules.phases import JUDGED, Phase


def in_use(selection_round: SelectionRound) -> InUse:
    """Return what entries, score sheets and lists of a round stand on: four queries."""
    rulebook = selection_round.rulebook
    begun = rulebook.cuts[: selection_round.cut + 1] if Phase(selection_round.phase) in JUDGED else ()
    entries = selection_round.entries.order_by()
    given = Assignment.objects.filter(entry__round=selection_round)
    sheets = Review.objects.filter(assignment__in=given).values_list("assignment__stage", "points", "handed_in_at")
    points: defaultdict[tuple[str, str], list[Decimal]] = defaultdict(list)
    complete = set()
    for stage, told, handed_in_at in sheets:
        for code, figure in told.items():
            points[stage, code].append(Decimal(figure))
        if handed_in_at is not None:
            complete.add(stage)
    return InUse(
        groups=frozenset(entries.values_list("group", flat=True).distinct()),
        categories=frozenset(entries.exclude(category="").values_list("category", flat=True).distinct()),
        stages=frozenset(given.order_by().values_list("stage", flat=True).distinct()),
        cuts=[(one.code, frozenset(one.weights)) for one in begun],
        complete={stage: frozenset(one.code for one in rulebook.criteria_of(stage)) for stage in complete},
        points={key: (min(figures), max(figures)) for key, figures in points.items()},
    )
