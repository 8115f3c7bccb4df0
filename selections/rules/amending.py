"""What an amendment can't take away: what entries, score sheets and lists of a round already stand on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from selections.rules.lacking import lacking
from selections.rules.rulebook import Rulebook


@dataclass(frozen=True)
class InUse:
    """What of the rules is in use, by codes.

    ``cuts`` are the lists that were begun, in their order, each with its stages; ``complete`` the
    criteria on which sheets of a stage were handed in; ``points`` the least and the most that were
    given, by stage and criterion.
    """

    groups: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    cuts: Sequence[tuple[str, frozenset[str]]] = ()
    complete: Mapping[str, frozenset[str]] = field(default_factory=dict)
    points: Mapping[tuple[str, str], tuple[Decimal, Decimal]] = field(default_factory=dict)


def broken(before: Rulebook, after: Rulebook, use: InUse) -> list[str]:
    """Return the places of the rules that an amendment would blank or take from what is in use, each once.

    A stage that no list weighs may be blank: an amendment that adds one goes on with its criteria, and ends with
    the list that weighs it, which then stands on rules that are all set.
    """
    known = lacking(_weighed(before))
    blanked = (f"{one.part} / {one.name or one.lack}" for one in lacking(_weighed(after)) if one not in known)
    return list(dict.fromkeys([*blanked, *_taken(after, use)]))


def _weighed(rulebook: Rulebook) -> Rulebook:
    """Return the rules without the stages that decide nothing."""
    weighed = {code for cut in rulebook.cuts for code in cut.weights}
    idle = {stage.code for stage in rulebook.stages} - weighed
    return replace(
        rulebook,
        stages=tuple(one for one in rulebook.stages if one.code not in idle),
        criteria=tuple(one for one in rulebook.criteria if one.stage not in idle),
    )


def _taken(after: Rulebook, use: InUse) -> Iterator[str]:
    yield from (f"groups / {code}" for code in sorted(use.groups - {one.code for one in after.groups}))
    yield from (f"categories / {code}" for code in sorted(use.categories - {one.code for one in after.categories}))
    yield from (f"stages / {code}" for code in sorted(use.stages - {one.code for one in after.stages}))
    cuts = [(one.code, frozenset(one.weights)) for one in after.cuts]
    yield from (f"cuts / {kept[0]}" for at, kept in enumerate(use.cuts) if cuts[at : at + 1] != [kept])
    scales = {(one.stage, one.code): (one.least, one.most) for one in after.criteria}
    for stage, codes in use.complete.items():
        now = {code for at, code in scales if at == stage}
        yield from (f"criteria / {code}" for code in sorted(codes ^ now))
    for (stage, code), (lowest, highest) in use.points.items():
        least, most = scales.get((stage, code), (None, None))
        if least is None or most is None or lowest < least or most < highest:
            yield f"criteria / {code}"
