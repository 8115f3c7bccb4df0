"""Hits as cards, drawn from what the index stored: the database is asked only what it alone knows."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from common import formatting
from innovations.cards import CaseCard, card_figure, cost_label, status_label
from innovations.models import Award
from innovations.queries import public_keys
from innovations.record import outcome_of
from search.documents import CaseDocument
from search.engines.base import Sort
from search.explain import Explained
from search.facets import BY_KEY
from search.facets.base import UNKNOWN
from search.finding import Found
from search.labels import field_label
from search.parameters import Parameters

_REASONS = 4


@dataclass(frozen=True)
class ResultCard:
    """A hit as shown: the case's card, the passage that matched, why, and whether editors put it first.

    ``like_mine`` says in what its unit is like the reader's, where that was asked for.
    """

    card: CaseCard
    passage: SafeString
    why: str
    like_mine: str
    pinned: bool


def result_cards(found: Found, parameters: Parameters, now: datetime) -> list[ResultCard]:
    """Return the cards of the hits that everyone may read now, see ``finding.still_public``: two SQL queries."""
    public = public_keys([one.hit.document.page_id for one in found.hits], now)
    shown = [(one, one.hit.document) for one in found.hits if one.hit.document.page_id in public]
    return [
        ResultCard(
            card_of(document, now),
            one.passage,
            _why(one, parameters),
            _like_mine(one, parameters),
            document.page_id in found.pinned,
        )
        for one, document in shown
    ]


def card_of(document: CaseDocument, now: datetime) -> CaseCard:
    """Return the card of a case as the index has it."""
    status, year = _code(document, "status"), _code(document, "year")
    return CaseCard(
        pk=document.page_id,
        url=document.url,
        name=document.name,
        plain_title=document.plain_title,
        summary=document.summary,
        unit=document.unit,
        region=document.places[0] if document.places else "",
        year=int(year) if year else None,
        status=status,
        status_label=status_label(status),
        example=document.example,
        award=str(Award(**document.award)) if document.award else "",
        figure=card_figure(outcome_of(document.outcome)) if document.outcome else None,
        cost=cost_label(_code(document, "cost_band")),
        copies=int(document.numbers.get("copiers", 0)),
        confirmed_on=document.confirmed_on,
        overdue=document.confirm_by is not None and document.confirm_by <= now.timestamp(),
    )


def _code(document: CaseDocument, key: str) -> str:
    """Return the one code of a facet in which a case has one; empty where it is not known."""
    code = next(iter(document.facets[key]), "")
    return "" if code == UNKNOWN else code


def _why(one: Explained, parameters: Parameters) -> str:
    """Return «Cocok: keliling ≈ berkeliling (judul sehari-hari); Waktu layanan +97 %»: a reason a word, and figures."""
    reasons: dict[str, str] = {}
    for match in one.matches:
        word = match.word.casefold()
        if word not in reasons:
            form = "" if match.form.casefold() == word else f" ≈ {match.form}"
            reasons[word] = f"{match.word}{form} ({field_label(match.field)})"
    case = one.hit.document
    figures = [BY_KEY[key].figures(case.facets[key], case.numbers, parameters) for key in parameters.filters]
    if parameters.sort is Sort.PROVEN or "copier_effect_min" in parameters.filters:
        figures.append(_where_copied(case))
    said = [*list(reasons.values())[:_REASONS], *filter(None, figures)]
    return _("Matches: %s") % "; ".join(said) if said else ""


def _where_copied(case: CaseDocument) -> str:
    """Return «di peniru +85 %»; empty where that is not known."""
    effect = case.numbers.get("copier_effect")
    if effect is None:
        return ""
    return _("where copied %s") % f"{'-' if effect < 0 else '+'}{formatting.percent(abs(effect))}"


def _like_mine(one: Explained, parameters: Parameters) -> str:
    """Return «Seperti unit Anda: sama-sama Puskesmas, tingkat Kota», where hits are sorted or filtered by that."""
    asked = parameters.sort is Sort.LIKE_MINE or "like_mine" in parameters.filters
    if parameters.like_mine is None or not asked:
        return ""
    [unit] = one.hit.document.facets["like_mine"]
    reasons = str(parameters.like_mine.likeness(unit))
    return _("Like your unit: %(reasons)s") % {"reasons": reasons} if reasons else ""
