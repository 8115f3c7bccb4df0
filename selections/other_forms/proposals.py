"""What a case itself knows about the indicators of the index. It proposes; the unit chooses."""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.formatting import number
from innovations.models import InnovationPage, MeasuredOutcome, Source
from innovations.queries import visible_cases
from replications.lineage.copies import copies_of
from selections.rules.self_check import level_from
from units.models import ServiceUnit

_DATA: Final = Path(__file__).parent.parent / "data" / "iid_proposals.json"


class Proposal(NamedTuple):
    """Why, and which level; zero where the case gives no more than a hint."""

    reason: str
    level: int = 0


class _Known(NamedTuple):
    """One thing that a case knows: its name in ``iid_proposals.json``, the words, and how many."""

    key: str
    words: str
    amount: float = 0


def proposals_for(case: InnovationPage, version: str, now: datetime) -> dict[int, Proposal]:
    """Return by the number of the indicator what the case proposes; of a version without a table, nothing.

    Seven queries: four for copies and their regions, one each for sources, documents and outcomes.
    """
    table = _tables().get(version, {})
    found = {}
    for known in _known(case, now):
        if known.key in table:
            rule = table[known.key]
            level = level_from(rule["from"], known.amount) if "from" in rule else rule.get("level", 0)
            found[rule["indicator"]] = Proposal(known.words, level)
    return found


def _known(case: InnovationPage, now: datetime) -> Iterator[_Known]:
    if case.staff_needed is not None:
        words = _("The case names %(people)s people who run it.") % {"people": number(case.staff_needed)}
        yield _Known("staff", words, float(case.staff_needed))
    if case.digital is not None:
        yield _software(needed=case.digital)
    regions = _regions_that_copied(case, now)
    if regions:
        words = ngettext(
            "Units in %(count)d other region copy it, as is recorded here. An agreement or a letter proves it.",
            "Units in %(count)d other regions copy it, as is recorded here. Agreements or letters prove it.",
            regions,
        )
        yield _Known("regions", words % {"count": regions}, regions)
    if case.section_collaboration:
        yield _Known("collaboration", _("The case tells who works together: count the kinds of partners."))
    if case.video_url:
        yield _Known("video", _("The case names a video: count the elements that it shows."))
    yield from _known_of_parts(case)


def _software(*, needed: bool) -> _Known:
    if needed:
        return _Known("with_software", _("The case needs software; whether that is an online system, only you know."))
    return _Known("without_software", _("The case needs no software."))


def _known_of_parts(case: InnovationPage) -> Iterator[_Known]:
    if any(source.kind == Source.Kind.NEWS for source in case.sources.all()):
        yield _Known("news", _("News reports are among the sources: see whose media they are."))
    if case.documents.all():
        yield _Known("documents", _("Documents stand on the page of the case: see whether a guide is among them."))
    if any(outcome.evidence == MeasuredOutcome.Evidence.EXTERNAL for outcome in case.outcomes.all()):
        yield _Known("outside_check", _("An outside party checked an outcome: see whether it was a study."))


def _regions_that_copied(case: InnovationPage, now: datetime) -> int:
    """Return in how many regions besides its own a case was copied."""
    copies = copies_of([case.pk], visible_cases(now)).get(case.pk, [])
    units = ServiceUnit.objects.filter(pk__in=[copy.unit for copy in copies], region__isnull=False)
    return units.exclude(region=case.unit.region_id).values("region").distinct().count()


@cache
def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return tables
