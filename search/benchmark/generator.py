"""Synthetic case records of realistic length and wording, the same for the same seed.

Text is put together from sentence frames. Each case has a subject, a few words of each
pool that it keeps coming back to, and pools have a natural, long-tailed frequency; so an
index of it behaves as one of real text: few words in most cases, thousands in a few.
"""

import random
from collections.abc import Iterator, Sequence
from functools import cache
from string import Formatter
from typing import Any, Final

from common.vocabulary import BENEFICIARIES, SDGS, SECTORS, SERVICE_MODES, UNIT_TYPES
from innovations.models.sections import SECTION_KEYS
from search.benchmark.words import pools
from units.models import Region

Record = dict[str, Any]

_SENTENCES_A_SECTION: Final = (4, 8)
_CASES_A_UNIT: Final = 6
_TAIL: Final = 1.4
_WORDS_OF_A_SUBJECT: Final = 7
_POOLS: Final = {
    "noun": "nouns",
    "other": "nouns",
    "verb": "verbs",
    "people": "people",
    "place": "places",
    "adverb": "adverbs",
}
_INDICATORS: Final = (
    ("Lama layanan", "menit", "lower"),
    ("Antrean di loket", "orang", "lower"),
    ("Kepuasan masyarakat", "persen", "higher"),
    ("Cakupan layanan", "persen", "higher"),
    ("Biaya bagi warga", "rupiah", "lower"),
    ("Pengaduan", "laporan", "lower"),
)
_AWARDS: Final = (("kipp", "Top 99"), ("kipp", "Top 45"), ("kipp", "Top 40"), ("provincial", "Top 25"), ("iga", ""))


def _common_first(rng: random.Random, pool: Sequence[str]) -> str:
    return pool[int(rng.random() ** _TAIL * len(pool))]


@cache
def _regions() -> tuple[tuple[str, str, str], ...]:
    rows = Region.objects.exclude(parent=None).order_by("code").values_list("code", "name", "level")
    return tuple(rows)


def make_records(count: int, seed: int) -> Iterator[Record]:
    """Yield ``count`` case records; the first ones are the same for every count.

    Regions come from the database (one SQL query). The cases are marked as made up.
    """
    for number in range(1, count + 1):
        rng = random.Random(f"{seed}:{number}")  # noqa: S311 - repeatable on purpose
        yield _record(rng, number, seed)


def _record(rng: random.Random, number: int, seed: int) -> Record:
    subject = _subject(rng)
    noun, people = subject["noun"][0], subject["people"][0]
    record: Record = {
        "id": f"sintetis-{seed}-{number:06d}",
        "name": f"{rng.choice(pools()['name_parts'])} {rng.choice(pools()['name_parts'])} {number}",
        "plain_title": f"{noun.capitalize()} bagi {people} {_common_first(rng, pools()['places'])}",
        "summary": " ".join(_sentence(rng, subject) for _ in range(rng.randint(2, 4))),
        "unit": _unit(rng.randrange(number // _CASES_A_UNIT + 1), seed),
        "sections": {key: _section(rng, subject) for key in SECTION_KEYS},
        "sectors": rng.sample(list(SECTORS), rng.randint(1, 2)),
        "sdgs": sorted(map(int, rng.sample(list(SDGS), rng.randint(0, 3)))),
        "service_modes": rng.sample(list(SERVICE_MODES), rng.randint(1, 3)),
        "beneficiaries": rng.sample(list(BENEFICIARIES), rng.randint(1, 3)),
        "tags": subject["noun"][: rng.randint(1, 4)],
        "stage": rng.choice(("initiative", "trial", "implementation", "implementation")),
        "status": rng.choice(("continues", "continues", "grown", "stopped", "unknown")),
        "connectivity": rng.choice(("none", "intermittent", "always", "unknown")),
        "outcomes": [_outcome(rng) for _ in range(rng.randint(0, 3))],
        "example": True,
        "sources": [{"title": f"Laporan sintetis {number}", "kind": "other"}],
    }
    if rng.random() < 0.8:
        record["started_on"] = str(rng.randint(2009, 2025))
    if rng.random() < 0.6:
        record["cost"] = {"setup_idr": int(10 ** rng.uniform(6, 9.5)), "yearly_idr": int(10 ** rng.uniform(6, 8.5))}
    if rng.random() < 0.3:
        scheme, rank = rng.choice(_AWARDS)
        record["awards"] = [{"scheme": scheme, "year": rng.randint(2014, 2025), **({"rank": rank} if rank else {})}]
    return record


def _unit(number: int, seed: int) -> Record:
    rng = random.Random(f"{seed}:unit:{number}")  # noqa: S311 - repeatable on purpose
    code, name, level = rng.choice(_regions())
    kind = rng.choice(list(UNIT_TYPES))
    return {
        "name": f"{UNIT_TYPES.entries[kind].id} Sintetis {number} {name}",
        "type": kind,
        "level": level,
        "agency": f"Pemerintah {name}",
        "region": code,
    }


def _subject(rng: random.Random) -> dict[str, list[str]]:
    """Return what a case is about: a few different words for each slot of a sentence."""
    return {
        slot: list(dict.fromkeys(_common_first(rng, pools()[pool]) for _ in range(_WORDS_OF_A_SUBJECT)))
        for slot, pool in _POOLS.items()
    }


def _section(rng: random.Random, subject: dict[str, list[str]]) -> str:
    sentences = [_sentence(rng, subject) for _ in range(rng.randint(*_SENTENCES_A_SECTION))]
    middle = len(sentences) // 2
    return " ".join(sentences[:middle]) + "\n\n" + " ".join(sentences[middle:])


def _sentence(rng: random.Random, subject: dict[str, list[str]]) -> str:
    frame = rng.choice(pools()["frames"])
    sentence = frame.format_map({slot: _fill(rng, slot, subject) for slot in _slots(frame)})
    return sentence[0].upper() + sentence[1:]


@cache
def _slots(frame: str) -> tuple[str, ...]:
    return tuple(slot for _text, slot, _spec, _conversion in Formatter().parse(frame) if slot)


def _fill(rng: random.Random, slot: str, subject: dict[str, list[str]]) -> str:
    if slot == "figure":
        return str(rng.randint(2, 900))
    if slot == "year":
        return str(rng.randint(2012, 2025))
    return rng.choice(subject[slot]) if slot in subject else _common_first(rng, pools()["tail"])


def _outcome(rng: random.Random) -> Record:
    indicator, unit, better = rng.choice(_INDICATORS)
    low, high = sorted(rng.sample(range(1, 101), 2))
    baseline, value = (high, low) if better == "lower" else (low, high)
    return {
        "indicator": indicator,
        "unit": unit,
        "better": better,
        "baseline": baseline,
        "value": value,
        "evidence": rng.choice(("self_reported", "internal", "external")),
    }
