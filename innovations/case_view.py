"""What a case page shows, made from the page at hand: also from a draft in preview.

Nothing here decides; it gathers what ``rules`` and ``figures`` say into the order
in which a person reads.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common import formatting
from common.choices import Connectivity
from innovations import rules
from innovations.figures import Chart, OutcomeFigure, outcome_chart, outcome_figure
from innovations.given_awards import ShownAward, with_given
from innovations.lineage import Lineage
from innovations.models import CaseFile, CasePicture, InnovationPage, Outcome, Source

FIGURES_IN_STRIP = 4
CHARTS = 3

# Anchor, template, heading, sections of the record. A part without sections always has something to say.
PARTS: tuple[tuple[str, str, str | Promise, tuple[str, ...]], ...] = (
    ("masalah", "problem", gettext_lazy("Problem and idea"), ("problem", "idea")),
    ("cara-kerja", "how_it_works", gettext_lazy("How it works"), ("how_it_works",)),
    ("hasil", "results", gettext_lazy("Results"), ("results",)),
    ("biaya", "cost", gettext_lazy("Cost and needs"), ()),
    ("cara-meniru", "copying", gettext_lazy("How to copy it"), ()),
    ("tidak-berjalan", "failures", gettext_lazy("What went wrong"), ()),
    ("keberlanjutan", "together", gettext_lazy("Kept going together"), ("sustainability", "collaboration")),
    ("silsilah", "lineage", gettext_lazy("Lineage"), ()),
    ("gambar", "pictures", gettext_lazy("Pictures and video"), ()),
    ("kontak", "contact", gettext_lazy("Contact"), ()),
    ("sumber", "sources", gettext_lazy("Sources"), ()),
)


@dataclass(frozen=True)
class Part:
    """One entry of the table of contents and the part of the page that it leads to.

    ``content`` is for the template of a part that another room adds (``added_parts``).
    """

    anchor: str
    label: str
    template: str
    content: object = None


@dataclass(frozen=True)
class OutcomeRow:
    """One line of the table of outcomes."""

    figure: OutcomeFigure
    before_on: str
    after_on: str
    scope: str
    evidence: str
    source: str


@dataclass(frozen=True)
class CaseView:
    """Everything that the template of a case needs besides the page's own texts."""

    age: str
    overdue: bool
    strip: list[OutcomeFigure]
    needs: list[str]
    charts: list[Chart]
    rows: list[OutcomeRow]
    parts: list[Part]
    awards: list[ShownAward]
    sources: list[Source]
    pictures: list[CasePicture]
    documents: list[CaseFile]
    lineage: Lineage | None


def case_view(page: InnovationPage, lineage: Lineage | None, today: datetime.date) -> CaseView:
    """Return the view of a case on ``today``; ``lineage`` tells of its relatives.

    One query for each kind of part: outcomes, awards, sources, pictures, documents; one for awards given here.
    """
    outcomes = list(page.outcomes.all())
    strongest = rules.strongest_first(outcomes)
    pictures = list(page.pictures.all().select_related("image").prefetch_related("image__renditions"))
    charts = [chart for chart in map(outcome_chart, outcomes) if chart is not None]
    present = {
        "hasil": bool(page.section_results or outcomes),
        "silsilah": lineage is not None,
        "gambar": bool(pictures or page.video_url),
    }
    return CaseView(
        age=_age(page, today),
        overdue=rules.is_overdue(page.confirmed_until, today),
        strip=_strip(page, strongest, lineage.units if lineage else 0),
        needs=_needs(page),
        charts=charts[:CHARTS],
        rows=[_row(outcome) for outcome in outcomes],
        parts=_parts(page, present),
        awards=with_given({page.pk: list(page.awards.all())})[page.pk],
        sources=list(page.sources.all()),
        pictures=pictures,
        documents=list(page.documents.all().select_related("document")),
        lineage=lineage,
    )


_RUNS = (InnovationPage.Status.CONTINUES, InnovationPage.Status.GROWN)


def _age(page: InnovationPage, today: datetime.date) -> str:
    """Return how long it has run, in whole years; empty under a year and where nobody says that it still runs."""
    age = rules.innovation_age(page.started_on, page.seen_on, today)
    if age is None or age.years == 0 or page.status not in _RUNS:
        return ""
    if age.at_least:
        return ngettext("at least %(years)s year", "at least %(years)s years", age.years) % {"years": age.years}
    return ngettext("%(years)s year", "%(years)s years", age.years) % {"years": age.years}


def _strip(page: InnovationPage, outcomes: list[Outcome], copies: int) -> list[OutcomeFigure]:
    """Return at most four figures: the strongest outcomes, then cost and copies where they are known."""
    closing = _cost_figures(page)
    if copies:
        closing.append(_plain_figure(_("Copied by"), formatting.number(copies), ngettext("unit", "units", copies)))
    shown = [outcome_figure(outcome) for outcome in outcomes if outcome.value is not None]
    return shown[: FIGURES_IN_STRIP - len(closing)] + closing


def _cost_figures(page: InnovationPage) -> list[OutcomeFigure]:
    setup, yearly = page.cost_setup_idr, page.cost_yearly_idr
    if setup is None:
        return [] if yearly is None else [_plain_figure(_("Cost"), formatting.rupiah(yearly), _("a year"))]
    notes = [] if yearly is None else [_("then %(amount)s a year") % {"amount": formatting.rupiah(yearly)}]
    return [_plain_figure(_("Cost"), formatting.rupiah(setup), _("to set up"), *notes)]


def _plain_figure(indicator: str, value: str, measure: str, *notes: str) -> OutcomeFigure:
    return OutcomeFigure(
        indicator=indicator, before="", after=value, measure=measure, change="", direction="", notes=notes
    )


def _needs(page: InnovationPage) -> list[str]:
    """Return the ends of the sentence «suits units that …», as far as needs are known."""
    connectivity = {
        Connectivity.NONE: _("serve where there is no signal"),
        Connectivity.INTERMITTENT: _("have a connection that comes and goes"),
        Connectivity.ALWAYS: _("are always connected"),
    }
    found = [connectivity.get(Connectivity(page.connectivity or Connectivity.UNKNOWN), "")]
    if page.staff_needed is not None:
        people = formatting.number(page.staff_needed)
        found.append(_("can spare %(people)s people") % {"people": people})
    if page.cost_setup_idr is not None:
        found.append(_("have %(amount)s to set it up") % {"amount": formatting.rupiah(page.cost_setup_idr)})
    if page.cost_yearly_idr is not None:
        found.append(_("have %(amount)s a year to run it") % {"amount": formatting.rupiah(page.cost_yearly_idr)})
    if page.digital is not None:
        found.append(_("can run software") if page.digital else _("want to work without software"))
    return [need for need in found if need]


def _row(outcome: Outcome) -> OutcomeRow:
    return OutcomeRow(
        figure=outcome_figure(outcome),
        before_on=formatting.partial_date(outcome.baseline_on) if outcome.baseline_on else "",
        after_on=outcome.period or (formatting.partial_date(outcome.value_on) if outcome.value_on else ""),
        scope=outcome.scope,
        evidence=outcome.get_evidence_display() if outcome.evidence else "",
        source=outcome.source,
    )


def _parts(page: InnovationPage, present: Mapping[str, bool]) -> list[Part]:
    """Return the parts that have something to say; ``present`` decides where a part is more than text.

    Cost, copying, failures, contact and sources are always there: where nothing is told, they say so.
    """
    found = []
    for anchor, template, label, keys in PARTS:
        told = any(getattr(page, f"section_{key}") for key in keys) or not keys
        if present.get(anchor, told):
            found.append(Part(anchor, str(label), f"innovations/parts/{template}.html"))
    return found
