"""The facet of what outcomes measure, and by how much it became better at the least."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Final

from django.utils.translation import gettext as _

from common import formatting
from common.tables import Cell
from innovations import rules
from innovations.models import Outcome
from search.effects import Effect
from search.engines.base import Choice, Range
from search.facets.base import UNKNOWN, Counted, Counts, Facet, LeftOut, Record, Search, Values

STEPS: Final = (25, 50, 75)
"""The least improvements, in per cent, that the form offers; an address may name any other."""

EFFECTS: Final = tuple(effect.value for effect in Effect if effect is not Effect.NONE)

_LEVELS: Final = ("", Outcome.Evidence.INTERNAL.value, Outcome.Evidence.EXTERNAL.value)
_CHANGE = re.compile(r"[0-9]{1,4}", re.ASCII)


@dataclass(frozen=True)
class EffectFacet(Facet):
    """What outcomes measure: ``service_time``, ``service_time:50``, ``service_time:unknown``.

    ``read`` gives the ``Result`` of each outcome. The index keeps one number
    for an effect: the best improvement of the case's outcomes in per cent (see
    ``rules.improvement``); ``unknown`` are cases that have such an outcome, and of none
    how much it changed. The facet ``evidence`` says how well an outcome must be proven
    to count here, so number and codes are kept for each level of it.
    """

    evidence: str

    unfolded_up_to: ClassVar[int] = 0

    @property
    def numbers(self) -> Values:
        """Return a number for each effect and level of evidence."""
        return tuple(_number(effect, level) for effect in EFFECTS for level in _LEVELS)

    def codes(self, record: Record) -> Values:
        """Return each effect with the highest step that it reaches or as unknown, at each level of evidence.

        One code says all of them: ``told`` adds up, so that the engine has less to count.
        """
        return tuple(_at(level, _furthest(effect, best)) for (effect, level), best in self._best(record).items())

    def measured(self, record: Record) -> Mapping[str, float]:
        """Return the best improvement by effect and level of evidence, where it is known."""
        best = self._best(record)
        return {_number(*key): float(change) for key, change in best.items() if change is not None}

    def _best(self, record: Record) -> dict[tuple[str, str], Decimal | None]:
        found: dict[tuple[str, str], Decimal | None] = {}
        for effect, evidence, improvement in self.read(record):
            for level in _LEVELS:
                if rules.EVIDENCE_STRENGTH[evidence] >= rules.EVIDENCE_STRENGTH[level]:
                    known = [one for one in (found.get((effect, level)), improvement) if one is not None]
                    found[effect, level] = max(known, default=None)
        return found

    def _level(self, search: Search) -> str:
        return search.filters.get(self.evidence, ("",))[0]

    def sought(self, search: Search) -> tuple[Choice, ...]:
        """Return codes, and ranges where a least change was named, at the level of evidence asked for."""
        level = self._level(search)
        return tuple(dict.fromkeys(choice for value in search.filters[self.key] for choice in _choices(value, level)))

    def told(self, counts: Counts, search: Search) -> Counts:
        """Return the counts at the level of evidence asked for; who reaches a step reached those below."""
        level = self._level(search)
        cases: Counter[str] = Counter()
        for key, count in counts:
            at, code = _parted(key)
            if at == level:
                cases.update(dict.fromkeys(_reached(code), count))
        return list(cases.items())

    def left_out(self, counts: Counts, search: Search) -> Iterator[LeftOut]:
        """Yield, for each effect with a least change, the cases whose change is not known."""
        cases = dict(counts)
        values = search.filters.get(self.key, ())
        for effect in dict.fromkeys(value.partition(":")[0] for value in values):
            unknown = f"{effect}:{UNKNOWN}"
            if effect not in values and unknown not in values and cases.get(unknown):
                reason = _("it is not known by how many per cent “%s” changed") % Effect(effect).label
                yield LeftOut(unknown, cases[unknown], reason)

    def clean(self, raw: str) -> str:
        """Return the effect, alone, with the least change in per cent, or with ``unknown``."""
        effect, colon, change = (part.strip() for part in raw.casefold().partition(":"))
        if effect not in EFFECTS or (colon and change != UNKNOWN and not _CHANGE.fullmatch(change)):
            message = _("Write one of %s, or one of them with the least change in per cent, such as service_time:50.")
            raise self._refuse(raw, message % ", ".join(EFFECTS))
        if not colon:
            return effect
        return f"{effect}:{change if change == UNKNOWN else int(change)}"

    def name(self, code: str) -> str:
        """Return «Waktu layanan», «Waktu layanan ≥ 50 %» or the words for an unknown change."""
        effect, _colon, change = code.partition(":")
        label = str(Effect(effect).label)
        if change == UNKNOWN:
            return _("%s, change not known") % label
        return _("%(effect)s ≥ %(change)s %%") % {"effect": label, "change": change} if change else label

    def parent(self, code: str) -> str | None:
        """Return the effect alone, None where the code is that."""
        effect, colon, _change = code.partition(":")
        return effect if colon else None

    def cell(self, codes: Values, numbers: Mapping[str, float]) -> Cell:
        """Return each effect with its best improvement in per cent: «Waktu layanan +97 %»."""
        measured = _measured(codes)
        return "; ".join(self._in_figures(effect, "", numbers) for effect in EFFECTS if effect in measured)

    def figures(self, codes: Values, numbers: Mapping[str, float], search: Search) -> str:
        """Return the best improvement of each chosen effect, at the level of evidence asked for."""
        level, measured = self._level(search), _measured(codes)
        chosen = dict.fromkeys(value.partition(":")[0] for value in search.filters[self.key])
        return "; ".join(
            self._in_figures(effect, level, numbers) for effect in chosen if _at(level, effect) in measured
        )

    def _in_figures(self, effect: str, level: str, numbers: Mapping[str, float]) -> str:
        improvement = numbers.get(_number(effect, level))
        if improvement is None:
            return self.name(f"{effect}:{UNKNOWN}")
        sign = "-" if improvement < 0 else "+"
        return f"{self.name(effect)} {sign}{formatting.percent(abs(improvement))}"

    def ordered(self, counts: Counts) -> list[Counted]:
        """Return effects in the order of the list, each followed by its least changes and what is not known."""

        def place(one: Counted) -> tuple[int, bool, int]:
            effect, _colon, change = one.code.partition(":")
            return (EFFECTS.index(effect), change == UNKNOWN, int(change) if change.isdigit() else 0)

        return sorted(self._labelled(counts), key=place)

    def schema(self) -> dict[str, Any]:
        """Return the pattern of an effect with or without a least change."""
        return {"type": "string", "pattern": f"^({'|'.join(EFFECTS)})(:([0-9]{{1,4}}|{UNKNOWN}))?$"}


def _number(effect: str, level: str) -> str:
    return f"change_{effect}_{level}" if level else f"change_{effect}"


def _at(level: str, code: str) -> str:
    return f"{level}/{code}" if level else code


def _parted(code: str) -> tuple[str, str]:
    level, slash, rest = code.partition("/")
    return (level, rest) if slash else ("", code)


def _furthest(effect: str, best: Decimal | None) -> str:
    if best is None:
        return f"{effect}:{UNKNOWN}"
    steps = [step for step in STEPS if best >= step]
    return f"{effect}:{steps[-1]}" if steps else effect


def _reached(code: str) -> Iterator[str]:
    """Yield the choices that a case with this code answers."""
    effect, _colon, change = code.partition(":")
    yield effect
    if change == UNKNOWN:
        yield code
    elif change:
        yield from (f"{effect}:{step}" for step in STEPS if step <= int(change))


def _measured(codes: Values) -> set[str]:
    """Return the effects, each at its level of evidence, that are among the codes with whatever change."""
    return {code.partition(":")[0] for code in codes}


def _choices(value: str, level: str) -> Iterator[Choice]:
    effect, _colon, change = value.partition(":")
    if change.isdigit():
        yield Range(_number(effect, level), lowest=float(change))
    else:
        codes = (value,) if change else (effect, *(f"{effect}:{one}" for one in (*STEPS, UNKNOWN)))
        yield from (_at(level, code) for code in codes)
