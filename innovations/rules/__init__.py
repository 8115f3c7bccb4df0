"""What follows from a case. Pure: no database, no request, no clock; dates come in as arguments.

Rules of figures take an outcome (a model or anything of its shape); rules of a
whole case take its case record (see ``innovations.record``), so that they hold
for a page, a draft and a line of an import alike.
"""

from innovations.rules.ages import innovation_age
from innovations.rules.awards import same_award
from innovations.rules.completeness import completeness
from innovations.rules.confirmation import (
    CONFIRMED_AS,
    CONFIRMED_FOR_MONTHS,
    NEEDS_REASON,
    confirmed_until,
    first_day_that_holds,
    is_overdue,
    reminder_due,
)
from innovations.rules.costs import COST_BANDS, cost_band, first_year_cost
from innovations.rules.outcomes import (
    EVIDENCE_STRENGTH,
    PERCENT_UNITS,
    Change,
    OutcomeFigures,
    improvement,
    outcome_change,
    strength,
    strongest_first,
)
from innovations.rules.submission import SUMMARY_WORDS, Gap, advice, required_on_submit
from innovations.rules.texts import LONGEST_TEXT, UNSHOWABLE, contact_details, html_tags, word_count

__all__ = [
    "CONFIRMED_AS",
    "CONFIRMED_FOR_MONTHS",
    "COST_BANDS",
    "EVIDENCE_STRENGTH",
    "LONGEST_TEXT",
    "NEEDS_REASON",
    "PERCENT_UNITS",
    "SUMMARY_WORDS",
    "UNSHOWABLE",
    "Change",
    "Gap",
    "OutcomeFigures",
    "advice",
    "completeness",
    "confirmed_until",
    "contact_details",
    "cost_band",
    "first_day_that_holds",
    "first_year_cost",
    "html_tags",
    "improvement",
    "innovation_age",
    "is_overdue",
    "outcome_change",
    "reminder_due",
    "required_on_submit",
    "same_award",
    "strength",
    "strongest_first",
    "word_count",
]
