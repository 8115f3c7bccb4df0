"""Scoring: what is to be scored, the score sheet of an entry, and its evidence."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.attempts import attempt
from selections import actions
from selections.entries.views.papers import send_paper
from selections.errors import SelectionError, StaleSheetError
from selections.judging.blinding import read_entry
from selections.judging.forms import ReasonForm, SheetForm
from selections.judging.queries import beside, own_assignments
from selections.judging.score_list import score_rows
from selections.models import Assignment, EntryPaper, Review
from selections.rules.phases import Phase
from selections.rules.rulebook import Paper, Stage
from units.views.requests import PersonRequest

ON_A_PAGE = 50


@login_required
@require_safe
@never_cache
def index(request: PersonRequest) -> HttpResponse:
    """List what the person scores."""
    mine = own_assignments(request.user)
    page = Paginator(mine, ON_A_PAGE).get_page(request.GET.get("page"))
    done = mine.exclude(review__handed_in_at=None).count()
    rows = score_rows(page)
    scored_now = (row for row in rows if row.assignment.entry.round.phase == Phase.JUDGING)
    printed = dict.fromkeys((row.assignment.entry.round, row.stage) for row in scored_now)
    context = {"page": page, "rows": rows, "done": done, "printed": printed}
    return render(request, "selections/judging/scores.html", context)


@login_required
@never_cache
def sheet(request: PersonRequest, pk: int) -> HttpResponse:
    """Show an entry beside its score sheet; POST keeps the sheet, and hands it in where that was pressed."""
    held = _own(request, pk)
    review = _review(held)
    criteria = held.entry.round.rulebook.criteria_of(held.stage)
    form = SheetForm(request.POST or None, criteria=criteria, review=review)
    stored, refused = None, ""
    if request.method == "POST" and form.is_valid():
        try:
            review = actions.save_review(request.user, held, form.points, form.comments, seen=form.cleaned_data["seen"])
        except StaleSheetError as error:
            stored, refused = error.stored, str(error)
        except SelectionError as error:
            refused = str(error)
        else:
            if "hand_in" in request.POST:
                return _hand_in(request, held, review)
            if not request.headers.get("HX-Request"):
                messages.success(request, _("Saved."))
                return redirect("score_sheet", pk)
    if request.headers.get("HX-Request"):
        context: dict[str, Any] = {"form": form, "review": review, "refused": refused, "now": timezone.now()}
        return render(request, "selections/judging/saved.html", context)
    return render(request, "selections/judging/sheet.html", _page(held, review, form, stored, refused))


@login_required
@require_safe
def paper(request: PersonRequest, pk: int, code: str) -> HttpResponseBase:
    """Send what is attached, called as the rules call it: the unit's own name for it may tell whose it is."""
    return send_paper(request, _own(request, pk).entry, code)


@login_required
@require_POST
def conflict(request: PersonRequest, pk: int) -> HttpResponse:
    """Declare that one does not score an entry, for a reason that the secretariat alone reads."""
    held = _own(request, pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    if attempt(request, lambda: actions.declare_conflict(request.user, held.seat, held.entry, reason)) is None:
        return redirect("score_sheet", pk)
    number = f"{held.entry.number:04}"
    messages.success(request, _("Entry %(number)s is no longer yours. Thank you for telling.") % {"number": number})
    return redirect("scores")


def _own(request: PersonRequest, pk: int) -> Assignment:
    # The record is what this page is about, so it is read with the rest.
    return get_object_or_404(own_assignments(request.user).defer(None), pk=pk)


def _review(held: Assignment) -> Review:
    return getattr(held, "review", None) or Review(assignment=held)


def _hand_in(request: PersonRequest, held: Assignment, review: Review) -> HttpResponse:
    if attempt(request, lambda: actions.hand_in(request.user, held, seen=review.version)) is None:
        return redirect("score_sheet", held.pk)
    messages.success(request, _("Handed in: entry %(number)s.") % {"number": f"{held.entry.number:04}"})
    after = _next_open(held)
    return redirect("score_sheet", after) if after else redirect("scores")


def _next_open(held: Assignment) -> int | None:
    """Return what is to be scored next: the first open one after this, else the first of all."""
    keys = beside(held)
    at = [key for key, _done in keys].index(held.pk)
    return next((key for key, handed_in in (*keys[at + 1 :], *keys[:at]) if not handed_in), None)


@dataclass(frozen=True)
class _Place:
    """Where an entry stands among those that the person scores at a stage."""

    at: int
    of: int
    done: int
    previous: int | None
    next: int | None


def _place(held: Assignment) -> _Place:
    keys = beside(held)
    at = [key for key, _done in keys].index(held.pk)
    return _Place(
        at=at + 1,
        of=len(keys),
        done=sum(handed_in for _key, handed_in in keys),
        previous=keys[at - 1][0] if at else None,
        next=keys[at + 1][0] if at + 1 < len(keys) else None,
    )


def _page(held: Assignment, review: Review, form: SheetForm, stored: Review | None, refused: str) -> dict[str, Any]:
    selection_round = held.entry.round
    rulebook = selection_round.rulebook
    stage = rulebook.stage(held.stage)
    return {
        "round": selection_round,
        "stage": stage,
        "assignment": held,
        "review": review,
        "read": read_entry(held.entry, rulebook, blind=bool(stage.blind)),
        "papers": _papers(held, rulebook.papers_of(held.entry.group), stage),
        "form": form,
        "rows": list(form.rows(stored)),
        "seen": stored.version if stored else review.version,
        "refused": refused,
        "place": _place(held),
        "writes": selection_round.phase == Phase.JUDGING and review.handed_in_at is None,
    }


def _papers(held: Assignment, papers: tuple[Paper, ...], stage: Stage) -> list[tuple[Paper, EntryPaper | None]]:
    """Return what is attached, without addresses elsewhere where whose it is must not show."""
    attached = {one.paper: one for one in held.entry.papers.select_related("document")}
    return [(one, attached.get(one.code)) for one in papers if not (stage.blind and one.link)]
