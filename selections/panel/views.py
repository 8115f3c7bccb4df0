"""The panel: the ranking, what is discussed, and the minutes."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.attempts import attempt, understood
from selections import actions
from selections.entries.conflict_words import panel_words
from selections.entries.conflicts import conflict_of
from selections.models import CutRanking, Entry, Move, SelectionRound
from selections.panel.forms import DiscussionNoteForm, MoveForm, VoteForm
from selections.panel.queries import (
    Narrowed,
    discussion_of,
    entries_at_the_table,
    latest_freeze,
    moves_of,
    panellists,
    ranking_of,
    rows_of,
    sheets_of_entry,
    vote_of,
)
from selections.queries import may_see, panel_seat, rounds_seen_by
from selections.rules.phases import Part, Phase
from units.views.requests import PersonRequest

ON_A_PAGE = 100


@login_required
@require_safe
@never_cache
def ranking(request: PersonRequest, round_id: int) -> HttpResponse:
    """Show the ranking of the present cut, one group after the other, with the line."""
    held, kept = _ranked(request, round_id)
    cut = held.present_cut
    narrowed = Narrowed(request.GET.get("kelompok", ""), request.GET.get("musyawarah") == "1")
    wanted = Paginator([row for row in kept.rows if narrowed.takes(row)], ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "round": held,
        "cut": cut,
        "narrowed": narrowed,
        "groups": held.rulebook.groups,
        "unlinked": [one.name for one in held.rulebook.stages if one.code in kept.unlinked],
        "page": wanted,
        "rows": rows_of(held, cut, kept, list(wanted)),
    }
    return render(request, "selections/panel/ranking.html", context)


@login_required
@require_safe
@never_cache
def entry(request: PersonRequest, round_id: int, number: int) -> HttpResponse:
    """Show an entry to the panel: its scores, what was said, votes and moves."""
    held, kept = _ranked(request, round_id)
    cut, found = held.present_cut, _entry(held, number)
    rows = rows_of(held, cut, kept, [row for row in kept.rows if row["number"] == number])
    if not rows:
        raise Http404
    seat = panel_seat(request.user, held) if held.phase == Phase.PANEL else None
    kept_away = conflict_of(held, found, seat) if seat else None
    context = {
        "round": held,
        "cut": cut,
        "entry": found,
        "row": rows[0],
        "stages": sheets_of_entry(found, held.rulebook, cut),
        "notes": discussion_of(found, cut),
        "own_vote": vote_of(request.user, found, cut),
        "keeps_away": panel_words(kept_away) if kept_away else "",
        "decides": seat is not None and kept_away is None,
    }
    return render(request, "selections/panel/entry.html", context)


@login_required
@require_POST
def note(request: PersonRequest, round_id: int, number: int) -> HttpResponse:
    """Put on record what was said of an entry."""
    return _acted(request, round_id, number, DiscussionNoteForm, actions.note_in_panel)


@login_required
@require_POST
def vote(request: PersonRequest, round_id: int, number: int) -> HttpResponse:
    """Vote on an entry."""
    return _acted(request, round_id, number, VoteForm, actions.vote)


@login_required
@require_POST
def move(request: PersonRequest, round_id: int, number: int) -> HttpResponse:
    """Move an entry across the line."""
    return _acted(request, round_id, number, MoveForm, actions.move_across)


@login_required
@require_POST
def take_back(request: PersonRequest, round_id: int, number: int) -> HttpResponse:
    """Take a move back."""
    held, _kept = _ranked(request, round_id)
    moved = get_object_or_404(Move, entry=_entry(held, number), cut=held.present_cut.code, taken_back_at=None)
    attempt(request, lambda: actions.take_move_back(request.user, moved))
    return redirect("selection_panel_entry", round_id, number)


@login_required
@require_safe
@never_cache
def minutes(request: PersonRequest, round_id: int) -> HttpResponse:
    """Show the minutes of the panel, to print and sign."""
    held, kept = _ranked(request, round_id)
    cut = held.present_cut
    listed = [row for row in rows_of(held, cut, kept, kept.rows) if row.on_list]
    context = {
        "round": held,
        "cut": cut,
        "groups": [(one, [row for row in listed if row.entry.group == one.code]) for one in held.rulebook.groups],
        "moves": moves_of(held, cut).values(),
        "panel": panellists(held),
        "frozen": latest_freeze(held, cut),
        "now": timezone.now(),
    }
    return render(request, "selections/panel/minutes.html", context)


def _acted(
    request: PersonRequest, round_id: int, number: int, kind: type[Form], act: Callable[..., object]
) -> HttpResponse:
    """Let somebody do an act of the panel on an entry, with what a form holds."""
    held, _kept = _ranked(request, round_id)
    found, form = _entry(held, number), kind(request.POST)
    if understood(request, form):
        attempt(request, lambda: act(request.user, found, **form.cleaned_data))
    return redirect("selection_panel_entry", round_id, number)


def _ranked(request: PersonRequest, round_id: int) -> tuple[SelectionRound, CutRanking]:
    held = get_object_or_404(rounds_seen_by(request.user), pk=round_id)
    if not may_see(request.user, held, Part.RANKING):
        raise Http404
    kept = ranking_of(held, held.present_cut)
    if kept is None:
        raise Http404
    return held, kept


def _entry(held: SelectionRound, number: int) -> Entry:
    return get_object_or_404(entries_at_the_table(held), number=number)
