"""The case record key by key: what ``docs/case-record.md`` says, as data."""

from collections.abc import Container, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.choices import Connectivity
from common.vocabulary import BENEFICIARIES, LEVELS, SECTORS, SERVICE_MODES, UNIT_TYPES
from innovations import rules
from innovations.importing.problems import Faults
from innovations.importing.values import (
    DATE,
    EMAIL,
    HTTPS_URL,
    RECORD_ID,
    SHA256,
    URL,
    Checked,
    Code,
    Kind,
    Many,
    Number,
    Text,
    Thing,
    YesNo,
)
from innovations.models import Award, InnovationPage, Outcome, Source
from innovations.models.sections import SECTION_KEYS
from innovations.tags import tag_key

FIGURE = Number(-(10**14) + 1, 10**14, decimals=6)
RUPIAH = Number(0, 2**63)
LONG_TEXT = Text(lines=True)
LINE = Text(255)


def _same(value: Any) -> Any:
    return value


def _tag(text: str) -> None:
    if not tag_key(text):
        raise ValueError(text)


TAG = Checked(_tag, gettext_lazy("A tag needs a letter or a digit."), limit=80)


def _check_outcome(outcome: Mapping[str, Any], prefix: str, faults: Faults) -> None:
    figures = ("baseline", "value")
    if not any(name in outcome or faults.noted(f"{prefix}{name}") for name in figures):
        faults.add(f"{prefix}value", None, _("An outcome needs a figure: “baseline”, “value” or both."))
    for name in figures:
        low, high = outcome.get(name), outcome.get(f"{name}_max")
        if high is not None and (low is None or high < low):
            message = _("“%(upper)s” makes a range with “%(lower)s” and cannot be without it or below it.")
            faults.add(f"{prefix}{name}_max", high, message % {"upper": f"{name}_max", "lower": name})


def _check_record(record: Mapping[str, Any], prefix: str, faults: Faults) -> None:
    words = rules.word_count(record.get("summary") or "")
    if words > rules.SUMMARY_WORDS:
        message = _("The summary has %(words)s words; at most %(limit)s are allowed.")
        faults.add("summary", record["summary"], message % {"words": words, "limit": rules.SUMMARY_WORDS})
    titles = {source.get("title") for source in record.get("sources") or ()}
    for index, outcome in enumerate(record.get("outcomes") or ()):
        if outcome.get("source") and outcome["source"] not in titles and not faults.noted("sources"):
            message = _("This is not the title of one of the record's sources.")
            faults.add(f"outcomes[{index}].source", outcome["source"], message)
    for key, text in (record.get("sections") or {}).items():
        for detail in rules.contact_details(text):
            message = _("Phone numbers and e-mail addresses belong to “contact”, where they can be kept up to date.")
            faults.add(f"sections.{key}", detail, message, warning=True)


OUTCOME = Thing(
    {
        "indicator": LINE,
        "unit": Text(80),
        "better": Code(Outcome.Better.values),
        "baseline": FIGURE,
        "baseline_max": FIGURE,
        "baseline_on": DATE,
        "value": FIGURE,
        "value_max": FIGURE,
        "value_on": DATE,
        "approximate": YesNo(),
        "scope": LINE,
        "period": Text(80),
        "evidence": Code(Outcome.Evidence.values),
        "source": LINE,
    },
    required=("indicator", "unit"),
    check=_check_outcome,
)
AWARD = Thing(
    {"scheme": Code(Award.Scheme.values), "name": LINE, "year": Number(1945, 2101), "rank": Text(80)},
    required=("scheme",),
)
SOURCE = Thing(
    {"title": LINE, "url": URL, "published_on": DATE, "kind": Code(Source.Kind.values)},
    required=("title",),
)
PICTURE = Thing({"file": Text(200), "sha256": SHA256, "title": LINE, "alt": LINE}, required=("file", "title", "alt"))
DOCUMENT = Thing({"file": Text(200), "sha256": SHA256, "title": LINE}, required=("file", "title"))
PARTS = {"outcomes": OUTCOME, "awards": AWARD, "sources": SOURCE, "pictures": PICTURE, "documents": DOCUMENT}
CONTACT = Thing({"office": LINE, "phone": Text(40), "email": EMAIL, "url": URL}, required=("office",))
COST = Thing({"setup_idr": RUPIAH, "yearly_idr": RUPIAH, "funding": LINE, "note": LONG_TEXT})
SECTIONS = Thing(dict.fromkeys(SECTION_KEYS, LONG_TEXT))


def unit_of_record(regions: Container[str]) -> Thing:
    """Return the kind of a record's unit; ``regions`` are the official codes of the regions."""
    return Thing(
        {
            "name": Text(200),
            "type": Code(UNIT_TYPES),
            "level": Code(LEVELS),
            "agency": Text(200),
            "region": Code(regions, gettext_lazy("“%(value)s” is not an official region code.")),
        },
        required=("name",),
    )


def case_record(regions: Container[str]) -> Thing:
    """Return the kind of a whole record; ``regions`` are the official codes of the regions."""
    keys: dict[str, Kind] = {
        "id": RECORD_ID,
        "name": LINE,
        "spelled_out": LINE,
        "plain_title": LINE,
        "summary": LONG_TEXT,
        "unit": unit_of_record(regions),
        "sections": SECTIONS,
        "started_on": DATE,
        "seen_on": DATE,
        "confirmed_on": DATE,
        "stage": Code(InnovationPage.Stage.values),
        "status": Code(InnovationPage.Status.values),
        "status_reason": LONG_TEXT,
        "sectors": Many(Code(SECTORS), same=_same),
        "sdgs": Many(Number(1, 18), same=_same),
        "service_modes": Many(Code(SERVICE_MODES), same=_same),
        "beneficiaries": Many(Code(BENEFICIARIES), same=_same),
        "tags": Many(TAG, same=tag_key),
        "digital": YesNo(),
        "connectivity": Code(Connectivity.values),
        "cost": COST,
        "staff": Number(0, 10**6, decimals=2),
        "outcomes": Many(OUTCOME),
        "awards": Many(AWARD),
        "replicates": RECORD_ID,
        "contact": CONTACT,
        "video_url": HTTPS_URL,
        "pictures": Many(PICTURE),
        "documents": Many(DOCUMENT),
        "example": YesNo(),
        "sources": Many(SOURCE),
    }
    return Thing(keys, required=("id", "name", "plain_title", "unit"), check=_check_record)
