"""From score sheets to the list of a cut: the one way, for the page, the freeze and its verification.

Nothing but what is given counts: whoever has the frozen data comes to the same list.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from selections.rules.certainty import Band, JudgedStage, Line, Standing, probabilities
from selections.rules.combination import combine
from selections.rules.figures import rounded
from selections.rules.reviews import Review
from selections.rules.rulebook import Cut, Official, Rulebook, Stage
from selections.rules.scoring import total
from selections.rules.stage_scores import StageScore, stage_scores
from selections.rules.ties import Tied, break_tie


@dataclass(frozen=True)
class Contender:
    """An entry that may come on the list; ``evidence`` counts results with evidence, None is not known."""

    number: int
    group: str
    submitted_at: datetime | None = None
    evidence: int | None = None
    external_evidence: int | None = None


@dataclass(frozen=True)
class ScoreSheet:
    """What one evaluator gave an entry at a stage, by the codes of the criteria."""

    stage: str
    entry: int
    evaluator: int
    points: Mapping[str, Decimal]


@dataclass(frozen=True)
class Ranked:
    """An entry with its place within its group; both are None where a stage is not scored.

    ``stages`` holds what each stage came to; ``behind_by`` names the rule for ties that put it behind the
    one before.
    """

    number: int
    group: str
    place: int | None
    score: Decimal | None
    stages: Mapping[str, StageScore] = field(default_factory=dict)
    behind_by: str = ""


@dataclass(frozen=True)
class Standings:
    """All entries by group and place, and the stages whose evaluators are not linked by entries that they share.

    Adjusted scores of an ``unlinked`` stage can't be compared: no list goes by them.
    """

    ranked: tuple[Ranked, ...]
    unlinked: tuple[str, ...]


def standings(
    rulebook: Rulebook, cut: str, contenders: Collection[Contender], sheets: Collection[ScoreSheet], lot_seed: str
) -> Standings:
    """Return the standings for a cut by the rules of its round."""
    rules = rulebook.cut(cut)
    stages = [stage for stage in rulebook.stages if stage.code in rules.weights]
    by_stage = {stage.code: stage_scores(reviews_of(rulebook, stage, sheets), stage.spread_limit) for stage in stages}
    scored = {
        one.number: {code: found.entries[one.number] for code, found in by_stage.items() if one.number in found.entries}
        for one in contenders
    }
    combined = {number: _combined(rules, stages, mine) for number, mine in scored.items()}
    points = _means(sheets)
    groups: defaultdict[str, list[Contender]] = defaultdict(list)
    for one in contenders:
        groups[one.group].append(one)
    ranked = []
    for group in [group.code for group in rulebook.groups if group.code in groups]:
        for number, place, behind_by in _order(groups[group], combined, scored, points, rulebook, lot_seed):
            ranked.append(Ranked(number, group, place, combined[number], scored[number], behind_by))
    return Standings(tuple(ranked), tuple(code for code, found in by_stage.items() if not found.linked))


def chances(
    rulebook: Rulebook, cut: str, contenders: Collection[Contender], sheets: Collection[ScoreSheet], lot_seed: str
) -> dict[int, tuple[float, Standing]]:
    """Return for each entry how probable it is to be on the list, and whether that is settled.

    The draws begin with the seed of the lot, so that anyone gets the same ones. Empty where the
    adjusted scores of a stage can't be compared.
    """
    rules = rulebook.cut(cut)
    stages = [
        JudgedStage(reviews_of(rulebook, stage, sheets), _official(stage), rules.weights[stage.code] or Decimal(0))
        for stage in rulebook.stages
        if stage.code in rules.weights
    ]
    lines = [
        Line(frozenset(one.number for one in contenders if one.group == group.code), rules.sizes.get(group.code) or 0)
        for group in rulebook.groups
    ]
    band = Band(*(float(limit) for limit in rules.band))
    try:
        found = probabilities(stages, lines, seed_of(lot_seed, cut))
    except ValueError:
        return {}
    return {number: (probability, band.standing(probability)) for number, probability in found.items()}


def seed_of(lot_seed: str, cut: str) -> int:
    """Return the seed of a cut's draws: the first 16 hexadecimal digits of the SHA-256 of «seed:cut»."""
    return int(sha256(f"{lot_seed}:{cut}".encode()).hexdigest()[:16], 16)


def listed(cut: Cut, ranked: Sequence[Ranked], moves: Mapping[int, bool]) -> list[int]:
    """Return the numbers on the list: the first of each group, and those whom the panel moved across the line.

    ``moves`` says of a moved entry whether it goes onto the list.
    """
    return [
        one.number
        for one in ranked
        if moves.get(one.number, one.place is not None and one.place <= (cut.sizes.get(one.group) or 0))
    ]


def off_size(cut: Cut, ranked: Sequence[Ranked], on_list: Collection[int]) -> dict[str, int]:
    """Return by group how many entries a list has too many (above 0) or too few (below 0)."""
    groups: defaultdict[str, list[Ranked]] = defaultdict(list)
    for one in ranked:
        groups[one.group].append(one)
    off = {}
    for group, mine in groups.items():
        possible = sum(one.place is not None for one in mine)
        due = min(cut.sizes.get(group) or 0, possible)
        off[group] = sum(one.number in on_list for one in mine) - due
    return {group: count for group, count in off.items() if count}


def reviews_of(rulebook: Rulebook, stage: Stage, sheets: Collection[ScoreSheet]) -> list[Review]:
    """Return the reviews of a stage with their totals; a sheet on which points are missing is none."""
    criteria = rulebook.criteria_of(stage.code)
    totals = [(one, total(criteria, one.points)) for one in sheets if one.stage == stage.code]
    return [Review(one.entry, one.evaluator, given) for one, given in totals if given is not None]


def _official(stage: Stage) -> Official:
    return stage.official or Official.RAW


def _combined(rules: Cut, stages: Sequence[Stage], scored: Mapping[str, StageScore]) -> Decimal | None:
    scores = {stage.code: scored[stage.code].official(_official(stage)) for stage in stages if stage.code in scored}
    weights = {code: weight for code, weight in rules.weights.items() if weight is not None}
    score = combine(weights, scores)
    return None if score is None else rounded(score)


def _means(sheets: Collection[ScoreSheet]) -> dict[int, dict[str, Decimal]]:
    """Return the mean points of each entry on each criterion."""
    given: defaultdict[int, defaultdict[str, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    for sheet in sheets:
        for code, points in sheet.points.items():
            given[sheet.entry][code].append(points)
    return {
        entry: {code: rounded(sum(map(Fraction, points), Fraction(0)) / len(points)) for code, points in mine.items()}
        for entry, mine in given.items()
    }


def _order(
    contenders: Sequence[Contender],
    combined: Mapping[int, Decimal | None],
    scored: Mapping[int, Mapping[str, StageScore]],
    points: Mapping[int, Mapping[str, Decimal]],
    rulebook: Rulebook,
    lot_seed: str,
) -> list[tuple[int, int | None, str]]:
    """Return number, place and the rule that parted it from the one before; those without a score last."""
    equal: defaultdict[Decimal, list[Tied]] = defaultdict(list)
    unscored = []
    for one in contenders:
        score = combined[one.number]
        if score is None:
            unscored.append(one.number)
            continue
        spreads = [stage.spread for stage in scored[one.number].values() if stage.spread is not None]
        equal[score].append(
            Tied(
                one.number,
                criteria=points.get(one.number, {}),
                spread=max(spreads, default=None),
                evidence=one.evidence,
                external_evidence=one.external_evidence,
                submitted=one.submitted_at,
            )
        )
    order: list[tuple[int, int | None, str]] = []
    for score in sorted(equal, reverse=True):
        for placed in break_tie(equal[score], rulebook.ties, lot_seed):
            rule = placed.behind_by
            order.append((placed.entry, len(order) + 1, (rule.criterion or rule.kind) if rule else ""))
    return [*order, *((number, None, "") for number in sorted(unscored))]
