"""From the domain to the index: the only file of search that reads cases for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any, Final, NamedTuple

from django.db.models import Count, Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.query import PageQuerySet

from common.choices import Connectivity
from common.formatting import number_range
from common.vocabulary import BENEFICIARIES, SECTORS, SERVICE_MODES, UNIT_TYPES
from innovations import rules
from innovations.given_awards import with_given
from innovations.models import Award, InnovationPage, Outcome
from innovations.record import RELATED, award_record, outcome_of, records_of, to_record
from replications.lineage.sums import attempts_by_case
from replications.mentoring_queries import role_models_until
from replications.question_queries import Thread, answered_questions
from replications.rules import Attempt, effect_at_copiers
from search.documents import CaseDocument, Passage, Passages, split
from search.effects import EffectMatcher
from search.effects.queries import current_matcher
from search.facets import FACETS
from search.facets.regions import region_names
from search.models import IndexEvent
from search.prepared import fingerprint, prepare
from units.models.regions import PROVINCE_CODE_LENGTH

Record = Mapping[str, Any]

_BATCH: Final = 200
_CHEAP: Final = {"free", rules.COST_BANDS[0][0]}
_LABELLED: Final = {"sectors": SECTORS, "service_modes": SERVICE_MODES, "beneficiaries": BENEFICIARIES}


@dataclass(frozen=True, slots=True)
class Projected:
    """A page as the index should have it: its document, or None where it is not public.

    ``version`` is the newest of its ``events`` outbox rows that this state includes;
    ``error`` says why a public page has no document.
    """

    page_id: int
    version: int
    events: int
    document: CaseDocument | None = None
    error: str = ""

    @property
    def fingerprint(self) -> str:
        """Return what ``Engine.contents`` should say of the page; empty without a document."""
        if self.document is None:
            return ""
        case = prepare(self.document)
        return fingerprint(case.stored, case.passage_terms)


class Told(NamedTuple):
    """What others told of a case: its copies, its threads, all of its awards, how long its unit is a role model."""

    attempts: Sequence[Attempt]
    threads: Sequence[Thread]
    awards: Sequence[Record]
    role_model_until: date | None


def public_cases() -> PageQuerySet[InnovationPage]:
    """Return the cases that belong in the index: live and not private.

    Expiry is left to the search itself, which knows what time it is.
    """
    return InnovationPage.objects.live().public()


def public_ids() -> list[int]:
    """Return the pages of all cases that belong in the index (two SQL queries)."""
    return list(public_cases().order_by("pk").values_list("pk", flat=True))


def event_counts(page_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return the newest outbox row of each page and how many it has (one SQL query)."""
    rows = IndexEvent.objects.filter(page_id__in=page_ids).values_list("page_id").annotate(Max("id"), Count("id"))
    return {page_id: (newest, count) for page_id, newest, count in rows.order_by()}


def project(page_ids: Sequence[int]) -> Iterator[Projected]:
    """Yield the present state of pages, in batches of a fixed number of SQL queries.

    The version is read before the state, so a state is never older than its version.
    """
    for start in range(0, len(page_ids), _BATCH):
        yield from _batch(page_ids[start : start + _BATCH])


def _batch(page_ids: Sequence[int]) -> Iterator[Projected]:
    versions = event_counts(page_ids)
    found = {page.pk: page for page in public_cases().filter(pk__in=page_ids).select_related(*RELATED)}
    records = _records(found)
    effects = current_matcher()
    attempts, threads = attempts_by_case(list(found), public_cases()), answered_questions(list(found))
    awards = _all_awards(records)
    role_models = role_models_until({page.unit_id for page in found.values()})
    with translation.override("id"):
        for page_id in page_ids:
            version = versions.get(page_id, (0, 0))
            if page_id in found:
                page = found[page_id]
                told = Told(
                    attempts.get(page_id, []),
                    threads.get(page_id, []),
                    awards.get(page_id, []),
                    role_models.get(page.unit_id),
                )
                yield _projected(page, version, records[page_id], effects, told)
            else:
                yield Projected(page_id, *version)


def _records(pages: Mapping[int, InnovationPage]) -> dict[int, Record | Exception]:
    """Return the records of pages; where one can't be made, its error."""
    try:
        return dict(zip(pages, records_of(list(pages.values())), strict=True))
    except Exception:
        return {page_id: _record_of(page) for page_id, page in pages.items()}


def _record_of(page: InnovationPage) -> Record | Exception:
    try:
        return to_record(page)
    except Exception as error:
        return error


def _all_awards(records: Mapping[int, Record | Exception]) -> dict[int, list[Record]]:
    """Return the awards of cases in the words of the record, those given here first: one query."""
    told = {
        case: [Award(**award) for award in record.get("awards") or ()]
        for case, record in records.items()
        if not isinstance(record, Exception)
    }
    return {case: [award_record(one.award) for one in shown] for case, shown in with_given(told).items()}


def _projected(
    page: InnovationPage,
    version: tuple[int, int],
    record: Record | Exception,
    effects: EffectMatcher,
    told: Told,
) -> Projected:
    try:
        if isinstance(record, Exception):
            raise record
        return Projected(page.pk, *version, _document(page, record, version[0], effects, told))
    except Exception as error:
        return Projected(page.pk, *version, error=repr(error))


def _document(page: InnovationPage, record: Record, version: int, effects: EffectMatcher, told: Told) -> CaseDocument:
    published, expires = page.first_published_at, page.expire_at
    confirm_by = _end_of(page.confirmed_until)
    of_page = {"unit_id": page.unit_id, "confirm_by": confirm_by}
    return CaseDocument(
        page_id=page.pk,
        version=version,
        url=page.get_url() or "",
        published_at=int(published.timestamp()) if published else 0,
        expires_at=int(expires.timestamp()) if expires else None,
        confirmed_on=page.confirmed_on,
        confirm_by=confirm_by,
        **_of_record({**record, **of_page}, effects, told),
    )


def _end_of(day: date | None) -> int | None:
    """Return the moment at which a last day is over."""
    if day is None or day == date.max:  # the calendar has no day after that
        return None
    return int(timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)).timestamp())


def _of_record(record: Record, effects: EffectMatcher, told: Told) -> dict[str, Any]:
    """Return the fields of a document that follow from the case record, the rules of effects and what others told."""
    unit = record["unit"]
    outcomes = [outcome_of(outcome) for outcome in record.get("outcomes") or ()]
    facts = {
        **record,
        "awards": told.awards,
        "results": list(effects.results_of(outcomes)),
        "role_model_until": _end_of(told.role_model_until),
        **_of_copies(outcomes, told.attempts),
    }
    return {
        "record_id": record["id"],
        "example": bool(record.get("example")),
        "name": record["name"],
        "spelled_out": record.get("spelled_out") or "",
        "plain_title": record.get("plain_title") or "",
        "summary": record.get("summary") or "",
        "unit": unit["name"],
        "agency": unit.get("agency") or "",
        "places": _places(unit.get("region") or ""),
        "tags": tuple(record.get("tags") or ()),
        "labels": tuple(_labels(record)),
        "awards": tuple(_awards(told.awards)),
        "passages": Passages(chain(_passages(record), _questions(told.threads))),
        "facets": {facet.key: facet.codes(facts) for facet in FACETS},
        "numbers": {key: number for facet in FACETS for key, number in facet.measured(facts).items()},
        "completeness": rules.completeness(record).score,
        "outcome": _strongest(record, outcomes),
        "award": next(iter(told.awards), None),
    }


def _of_copies(outcomes: Sequence[Outcome], attempts: Sequence[Attempt]) -> dict[str, Any]:
    """Return how many units copied a case, and by how much it became better there."""
    effect = effect_at_copiers(outcomes, attempts)
    return {
        "copiers": len({attempt.unit for attempt in attempts}),
        "copier_effect": None if effect is None else round(effect, 2),
    }


def _strongest(record: Record, outcomes: Sequence[Outcome]) -> Record | None:
    strengths = list(map(rules.strength, outcomes))
    return record["outcomes"][strengths.index(max(strengths))] if strengths else None


def _places(region: str) -> tuple[str, ...]:
    names = region_names()
    codes = dict.fromkeys((region, region[:PROVINCE_CODE_LENGTH]))
    return tuple(names[code] for code in codes if code in names)


def _labels(record: Record) -> Iterator[str]:
    for key, vocabulary in _LABELLED.items():
        yield from (vocabulary.label(code) for code in record.get(key) or ())
    if record["unit"].get("type"):
        yield UNIT_TYPES.label(record["unit"]["type"])
    yield from _spared(record)


def _spared(record: Record) -> Iterator[str]:
    """Yield what a case does without, as people ask for it: «murah tanpa internet»."""
    cost = record.get("cost") or {}
    if rules.cost_band(cost.get("setup_idr"), cost.get("yearly_idr")) in _CHEAP:
        yield _("cheap, low cost")
    if record.get("connectivity") == Connectivity.NONE:
        yield _("without internet, without signal")
    if record.get("digital") is False:
        yield _("without software, without an application")


def _awards(awards: Sequence[Record]) -> Iterator[str]:
    for award in awards:
        words = (Award.Scheme(award["scheme"]).label, award.get("name"), award.get("rank"), award.get("year"))
        yield " ".join(str(word) for word in words if word)


def _passages(record: Record) -> Iterator[Passage]:
    yield from split("summary", record.get("summary") or "")
    for key, text in (record.get("sections") or {}).items():
        yield from split(key, text)
    yield from split("status_reason", record.get("status_reason") or "")
    for outcome in record.get("outcomes") or ():
        yield Passage("outcomes", " ".join(_outcome_line(outcome).split()))


def _questions(threads: Sequence[Thread]) -> Iterator[Passage]:
    for thread in threads:
        for post in (thread.question, *thread.answers):
            yield from split("questions", post.text)


def _outcome_line(outcome: Record) -> str:
    """Return «Lama layanan: 180 → 5 menit», as far as the figures are known."""
    ends = [
        number_range(outcome[end], outcome.get(f"{end}_max"))
        for end in ("baseline", "value")
        if outcome.get(end) is not None
    ]
    return f"{outcome['indicator']}: {' → '.join(ends)} {outcome['unit']}"
