"""What a case needs before it is submitted, and what its author is advised to mend."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from innovations.rules.completeness import criteria, is_met
from innovations.rules.texts import contact_details, html_tags, texts_in, unexplained_acronyms, word_count

SUMMARY_WORDS = 200
NOT_KNOWN = "unknown"  # an honest answer to «does it still run?», though it adds nothing to completeness

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Gap:
    """Something to mend: its place in the record («sections.idea», «outcomes[1].value») and what to do."""

    key: str
    message: str


def required_on_submit(record: Record) -> list[Gap]:
    """Return every gap that stands in the way of submitting, in the order of the form.

    A draft may have any of them. Which parts are required is in
    ``data/completeness.json``; the limit of the summary is that of the case record.
    """
    gaps = [
        Gap(key, _("Fill in the %(label)s.") % {"label": label})
        for key, label in (("name", _("official name")), ("plain_title", _("everyday title")))
        if not (record.get(key) or "").strip()
    ]
    gaps += [
        Gap(criterion.key, _("“%(label)s” is missing. %(why)s") % {"label": criterion.label, "why": criterion.why})
        for criterion in criteria()
        if criterion.required and not is_met(criterion.key, record) and record.get(criterion.key) != NOT_KNOWN
    ]
    return [*gaps, *_summary_gaps(record), *_outcome_gaps(record), *_text_gaps(record), *_status_gaps(record)]


def advice(record: Record) -> list[Gap]:
    """Return what would make the case better but does not stand in its way."""
    found = []
    for index, outcome in enumerate(record.get("outcomes") or ()):
        if outcome.get("baseline") is None and outcome.get("value") is not None:
            message = _("“%(indicator)s” has no figure from before: without it no change can be shown.")
            found.append(Gap(f"outcomes[{index}].baseline", message % {"indicator": outcome.get("indicator", "")}))
    if not is_met("cost", record):
        found.append(Gap("cost", _("The cost is missing. If there was none, write 0.")))
    if not is_met("sections.obstacles", record):
        found.append(Gap("sections.obstacles", _("Nothing went wrong? Tell what failed: it saves others time.")))
    acronyms = unexplained_acronyms(record)
    if acronyms:
        words = ", ".join(acronyms)
        found.append(Gap("sections", _("Spell these out at their first use: %(words)s.") % {"words": words}))
    for key, text in (record.get("sections") or {}).items():
        if details := contact_details(text):
            message = _("Move %(details)s to the contact of the office.") % {"details": ", ".join(details)}
            found.append(Gap(f"sections.{key}", message))
    return found


def _summary_gaps(record: Record) -> Iterator[Gap]:
    words = word_count(record.get("summary") or "")
    if words > SUMMARY_WORDS:
        message = _("The summary has %(words)s words; at most %(limit)s are allowed.")
        yield Gap("summary", message % {"words": words, "limit": SUMMARY_WORDS})


def _outcome_gaps(record: Record) -> Iterator[Gap]:
    titles = {source.get("title") for source in record.get("sources") or ()}
    for index, outcome in enumerate(record.get("outcomes") or ()):
        indicator = outcome.get("indicator") or _("Outcome %(number)s") % {"number": index + 1}
        if outcome.get("baseline") is None and outcome.get("value") is None:
            message = _("“%(indicator)s” needs a figure, before or after.")
            yield Gap(f"outcomes[{index}].value", message % {"indicator": indicator})
        for key in ("baseline", "value"):
            end = outcome.get(f"{key}_max")
            if end is not None and (outcome.get(key) is None or end < outcome[key]):
                message = _("“%(indicator)s”: the upper end of a range cannot be below its lower end.")
                yield Gap(f"outcomes[{index}].{key}_max", message % {"indicator": indicator})
        if outcome.get("source") and outcome["source"] not in titles:
            message = _("“%(indicator)s” names the source “%(source)s”, which is not among the sources of the case.")
            yield Gap(f"outcomes[{index}].source", message % {"indicator": indicator, "source": outcome["source"]})


def _text_gaps(record: Record) -> Iterator[Gap]:
    for path, text in texts_in(record):
        if tags := html_tags(text):
            yield Gap(path, _("Remove the tag %(tag)s: texts are plain.") % {"tag": tags[0]})


def _status_gaps(record: Record) -> Iterator[Gap]:
    if record.get("status") in {"stopped", "grown"} and not record.get("status_reason"):
        yield Gap("status_reason", _("Say why it stopped or grew: others learn from it."))
