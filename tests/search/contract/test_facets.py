"""Every facet of the registry on every engine: what its values find, and what is counted beside them.

A new facet is asked here by itself; it may need a key of its own in ``RECORDS``.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain, combinations
from math import inf

import pytest

from search.documents import CaseDocument
from search.engines.base import Choice, Engine, Range
from search.facets import BY_KEY, FACETS
from search.facets.base import Facet
from search.parameters import Parameters
from tests.search.builders import NOW, document, request
from tests.search.contract.shelf import pages, put

RECORDS = (
    {
        "unit_id": 7,
        "unit": {"type": "samsat", "level": "province", "region": "16"},
        "sectors": ["finance", "transport"],
        "service_modes": ["drive_thru"],
        "beneficiaries": ["poor", "elderly"],
        "sdgs": [3, 16],
        "awards": [{"scheme": "kipp", "rank": "Top 99"}, {"scheme": "iga"}],
        "stage": "innovation",
        "status": "continues",
        "cost": {"setup_idr": 0, "yearly_idr": 0},
        "staff": 0,
        "copiers": 3,
        "copier_effect": Decimal("12.5"),
        "role_model_until": NOW,
        "confirm_by": NOW,
        "digital": True,
        "connectivity": "none",
        "started_on": "2018-05",
        "outcomes": [{"evidence": "external"}],
        "results": [("service_time", "external", Decimal("49.99")), ("queue", "external", None)],
    },
    {
        "unit_id": 8,
        "unit": {"type": "puskesmas", "level": "city", "region": "16.71"},
        "sectors": ["health"],
        "service_modes": ["drive_thru", "outreach"],
        "beneficiaries": ["elderly"],
        "sdgs": [3],
        "awards": [{"scheme": "kipp", "rank": "Top 45"}],
        "stage": "trial",
        "status": "stopped",
        "cost": {"setup_idr": 35_000_000},
        "staff": 2,
        "copiers": 1,
        "copier_effect": Decimal("-20.25"),
        "role_model_until": NOW + 1,
        "confirm_by": NOW + 1,
        "digital": False,
        "connectivity": "always",
        "seen_on": "2021",
        "outcomes": [{"evidence": "self_reported"}, {"evidence": "internal"}],
        "results": [("service_time", "self_reported", Decimal(80)), ("service_time", "internal", Decimal(25))],
    },
    {
        "unit_id": 9,
        "unit": {"type": "samsat", "level": "province", "region": "35"},
        "cost": {"setup_idr": 35_000_000, "yearly_idr": 1},
        "copier_effect": Decimal("12.25"),
        "results": [("service_time", "self_reported", Decimal(-5)), ("cost", "self_reported", Decimal(50))],
    },
    {"unit_id": 7, "unit": {}},
)
"""Case records with what ``search.projection`` adds: ends that are met or missed by one, and all unknown."""


def _case(page_id: int, record: Mapping[str, object], **fields: object) -> CaseDocument:
    codes = {facet.key: facet.codes(record) for facet in FACETS}
    numbers = dict(chain.from_iterable(facet.measured(record).items() for facet in FACETS))
    return document(page_id, facets=codes, numbers=numbers, **fields)


CASES = [_case(page_id, record) for page_id, record in enumerate(RECORDS, 1)]
EXPIRED = _case(len(CASES) + 1, RECORDS[0], expires_at=NOW - 1)
COUNTED = tuple(facet.key for facet in FACETS if facet.is_counted)
READER = {facet.key: ("7",) for facet in FACETS if facet.is_personal}
MOMENTS = (NOW - 1, NOW, NOW + 1)


@pytest.fixture(scope="module")
def full(place):
    engine = place("facets")
    with engine.rebuild() as generation:
        generation.switch([])
    put(engine, *CASES, EXPIRED)
    return engine


def counted(key: str, cases: Iterable[CaseDocument]) -> dict[str, int]:
    return Counter(code for case in cases for code in case.facets[key])


def values(facet: Facet, asked: Parameters) -> list[str]:
    """Return all that a reader may choose of a facet: what was counted, and each number that some case has."""
    found = counted(facet.key, CASES)
    if facet.is_counted:
        found = dict(facet.told(list(found.items()), asked))
    if facet.typed(()) is not None:
        known = {case.numbers[number] for case in CASES for number in facet.numbers if number in case.numbers}
        found |= dict.fromkeys((facet.clean(str(number)) for number in known if number >= 0), 0)
    return list(found)


def answers(case: CaseDocument, key: str, choices: Sequence[Choice]) -> bool:
    return any(choice in case.facets[key] if isinstance(choice, str) else within(case, choice) for choice in choices)


def within(case: CaseDocument, wanted: Range) -> bool:
    lowest = -inf if wanted.lowest is None else wanted.lowest
    highest = inf if wanted.highest is None else wanted.highest
    return wanted.number in case.numbers and lowest <= case.numbers[wanted.number] <= highest


def matching(filters: Mapping[str, Sequence[Choice]], without: str = "") -> list[CaseDocument]:
    """Return the cases that an engine should find, or count for the facet ``without``."""
    asked = {key: choices for key, choices in filters.items() if key != without}
    return [case for case in CASES if all(answers(case, *one) for one in asked.items())]


def check(engine: Engine, asked: Parameters) -> None:
    """Compare what an engine finds and counts for a reader's choices with what the cases say."""
    filters = {key: BY_KEY[key].sought(asked) for key in asked.filters}
    result = engine.search(request(now=asked.now, filters=filters, facets=COUNTED))
    assert pages(result) == {case.page_id for case in matching(filters)}, asked.filters
    assert result.total == len(result.hits)
    for key, codes in result.facets.items():
        assert dict(codes) == counted(key, matching(filters, without=key)), (asked.filters, key)
        for value, cases in BY_KEY[key].told(codes, asked):
            if asked.filters.get(key) == (value,):
                assert cases == result.total, asked.filters


@pytest.mark.parametrize("now", MOMENTS)
@pytest.mark.parametrize("key", BY_KEY)
def test_what_is_chosen_finds_its_cases_and_the_counts_say_how_many(full, key, now):
    facet, asked = BY_KEY[key], Parameters(reader=READER, now=now)
    each = values(facet, asked)
    for chosen in dict.fromkeys(facet.joined(some) for n in (1, 2) for some in combinations(each, n)):
        check(full, replace(asked, filters={key: chosen}))


@pytest.mark.parametrize("key", BY_KEY)
def test_two_facets_narrow_each_other(full, key):
    asked = Parameters(reader=READER, now=NOW)
    for other in BY_KEY:
        firsts = {one: (values(BY_KEY[one], asked)[0],) for one in (key, other)}
        check(full, replace(asked, filters=firsts))


@pytest.mark.parametrize("key", BY_KEY)
def test_the_records_tell_values_of_every_facet_apart(key):
    facet, asked = BY_KEY[key], Parameters(reader=READER, now=NOW)
    choices = [facet.sought(replace(asked, filters={key: (value,)})) for value in values(facet, asked)]
    found = {tuple(case.page_id for case in matching({key: one})) for one in choices}
    some = [pages for pages in found if 0 < len(pages) < len(CASES)]
    assert len(some) >= (1 if facet.is_personal else 2), f"give RECORDS what the facet {key} reads"
