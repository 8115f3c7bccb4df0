"""What a round still lacks before it can open. An unknown rule is a blank, never a guess."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from selections.rules.rulebook import Awards, Criterion, Cut, Entrance, Group, Judges, Rulebook, Stage
from selections.rules.ties import TieBreak


class Lack(StrEnum):
    """A rule that is not set, or not fit for use."""

    OPENS = "opens"
    CLOSES = "closes"
    CLOSES_FIRST = "closes_first"
    MENDING = "mending"
    CHECK_OBJECTIONS = "check_objections"
    GROUPS = "groups"
    CATEGORIES = "categories"
    SECTIONS = "sections"
    AGE = "age"
    ENTRANCE = "entrance"
    QUOTA = "quota"
    AWARDS = "awards"
    AWARD_LIMITS = "award_limits"
    WORDS = "words"
    FILE_SIZE = "file_size"
    STAGES = "stages"
    PER_ENTRY = "per_entry"
    SPREAD = "spread"
    OFFICIAL = "official"
    BLIND = "blind"
    DUE = "due"
    CRITERIA = "criteria"
    WEIGHT = "weight"
    SCALE = "scale"
    ANCHORS = "anchors"
    CUTS = "cuts"
    SIZE = "size"
    COMBINATION = "combination"
    OBJECTIONS = "objections"
    TIE_CRITERION = "tie_criterion"
    CONFLICTS = "conflicts"
    CODES = "codes"


@dataclass(frozen=True)
class Lacking:
    """One thing that lacks: ``part`` is the field of the rulebook, ``name`` the row of it."""

    lack: Lack
    part: str
    name: str = ""


def lacking(rulebook: Rulebook) -> list[Lacking]:
    """Return what has to be set before the round can open, in the order of the rulebook."""
    return [
        *_dates(rulebook),
        *_groups(rulebook),
        *_form(rulebook),
        *(one for stage in rulebook.stages for one in _stage(stage, rulebook)),
        *(one for criterion in rulebook.criteria for one in _criterion(criterion, rulebook)),
        *(one for cut in rulebook.cuts for one in _cut(cut, rulebook)),
        *_rest(rulebook),
    ]


def _dates(rulebook: Rulebook) -> Iterator[Lacking]:
    dates = rulebook.dates
    if dates.opens_at is None:
        yield Lacking(Lack.OPENS, "dates")
    if dates.closes_at is None:
        yield Lacking(Lack.CLOSES, "dates")
    if dates.opens_at and dates.closes_at and dates.closes_at <= dates.opens_at:
        yield Lacking(Lack.CLOSES_FIRST, "dates")
    if dates.mending_until is None or (dates.closes_at and dates.mending_until < dates.closes_at):
        yield Lacking(Lack.MENDING, "dates")
    # What was not mended in time is rejected after that time, and may be objected to as well.
    if dates.objections_until is None or (dates.mending_until and dates.objections_until <= dates.mending_until):
        yield Lacking(Lack.CHECK_OBJECTIONS, "dates")


def _groups(rulebook: Rulebook) -> Iterator[Lacking]:
    if not rulebook.groups:
        yield Lacking(Lack.GROUPS, "groups")
    if not rulebook.categories:
        yield Lacking(Lack.CATEGORIES, "categories")
    for group in rulebook.groups:
        yield from (Lacking(lack, "groups", group.name) for lack in _group(group))


def _group(group: Group) -> Iterator[Lack]:
    if group.min_age_months is None:
        yield Lack.AGE
    if group.entrance is None:
        yield Lack.ENTRANCE
    if group.entrance is Entrance.QUOTA and group.quota is None:
        yield Lack.QUOTA
    if group.awards is None:
        yield Lack.AWARDS
    if group.awards is Awards.LIMITS and (not group.award_limits or None in group.award_limits.values()):
        yield Lack.AWARD_LIMITS


def _form(rulebook: Rulebook) -> Iterator[Lacking]:
    for group in rulebook.groups:
        if not rulebook.sections_of(group.code):
            yield Lacking(Lack.SECTIONS, "sections", group.name)
    for section in rulebook.sections:
        if section.max_words is None:
            yield Lacking(Lack.WORDS, "sections", section.name)
    for paper in rulebook.papers:
        if paper.max_mb is None and not paper.link:
            yield Lacking(Lack.FILE_SIZE, "papers", paper.name)


def _stage(stage: Stage, rulebook: Rulebook) -> Iterator[Lacking]:
    unset = {
        Lack.PER_ENTRY: stage.judges is Judges.EVALUATORS and not stage.per_entry,
        Lack.SPREAD: stage.spread_limit is None,
        Lack.OFFICIAL: stage.official is None,
        Lack.BLIND: stage.blind is None,
        Lack.DUE: stage.due_at is None,
        Lack.CRITERIA: not rulebook.criteria_of(stage.code),
    }
    yield from (Lacking(lack, "stages", stage.name) for lack, holds in unset.items() if holds)


def _criterion(criterion: Criterion, rulebook: Rulebook) -> Iterator[Lacking]:
    least, most = criterion.least, criterion.most
    unset = {
        Lack.STAGES: criterion.stage not in {stage.code for stage in rulebook.stages},
        Lack.WEIGHT: criterion.weight is None or criterion.weight <= 0,
        Lack.SCALE: least is None or most is None or most <= least or least < 0,
        Lack.ANCHORS: not criterion.anchors,
    }
    yield from (Lacking(lack, "criteria", criterion.name) for lack, holds in unset.items() if holds)


def _cut(cut: Cut, rulebook: Rulebook) -> Iterator[Lacking]:
    stages = {stage.code for stage in rulebook.stages}
    sizes = [cut.sizes.get(group.code) for group in rulebook.groups]
    unset = {
        Lack.SIZE: any(size is None for size in sizes) or not any(sizes),
        Lack.COMBINATION: not cut.weights
        or not set(cut.weights) <= stages
        or any(weight is None or weight <= 0 for weight in cut.weights.values())
        or not rulebook.stages_before(cut.code),
        Lack.OBJECTIONS: cut.objections_until is None,
    }
    yield from (Lacking(lack, "cuts", cut.name) for lack, holds in unset.items() if holds)


def _rest(rulebook: Rulebook) -> Iterator[Lacking]:
    if not rulebook.stages:
        yield Lacking(Lack.STAGES, "stages")
    if not rulebook.cuts:
        yield Lacking(Lack.CUTS, "cuts")
    criteria = {one.code for one in rulebook.criteria}
    if any(tie.kind is TieBreak.CRITERION and tie.criterion not in criteria for tie in rulebook.ties):
        yield Lacking(Lack.TIE_CRITERION, "ties")
    if rulebook.conflicts.agency is None or rulebook.conflicts.region is None:
        yield Lacking(Lack.CONFLICTS, "conflicts")
    for part in ("groups", "categories", "sections", "papers", "stages", "criteria", "cuts"):
        codes = [one.code for one in getattr(rulebook, part)]
        if len(codes) != len(set(codes)):
            yield Lacking(Lack.CODES, part)
