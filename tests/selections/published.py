"""Rounds whose lists are published, for tests of what comes after.

Four entries with the scores that ``test_shortlist`` works out by hand: 1 and 2 with 81 come on the
list before 3 with 75 (*umum*), and 4 with 60 (*replikasi*).
"""

from django.urls import reverse
from django.utils import timezone

from common.models import User
from selections.actions import freeze
from selections.judging.standings import keep_ranking
from selections.models import Entry, Freeze, SelectionRound
from selections.rules.phases import Phase
from tests.factories import MemberFactory
from tests.selections.judging import entered, score_all, seats
from tests.selections.rulebooks import rulebook

TABLE = {
    1: [("80", "90"), ("70", "80")],
    2: [("90", "80"), ("90", "70")],
    3: [("50", "50"), ("100", "100")],
    4: [("60", "60"), ("60", "60")],
}


def scored_entries(selection_round: SelectionRound) -> list[Entry]:
    """Return the four entries with their score sheets handed in."""
    groups = ("umum", "umum", "umum", "replikasi")
    entries = [entered(selection_round, number, group) for number, group in enumerate(groups, 1)]
    score_all(entries, seats(selection_round, 2), TABLE)
    return entries


def convene(selection_round: SelectionRound) -> None:
    """Hand a round to the panel, with its four entries where it has none."""
    if not selection_round.entries.exists():
        scored_entries(selection_round)
    selection_round.phase = Phase.PANEL
    selection_round.save()
    keep_ranking(selection_round)


def publish(selection_round: SelectionRound, actor: User) -> Freeze:
    """Freeze the present list of a round, with its four entries where it has none."""
    convene(selection_round)
    frozen = freeze(actor, selection_round, seen=selection_round.version)
    selection_round.refresh_from_db()
    return frozen


def published_pages() -> list[str]:
    """Return an address of every kind of public page of a round whose list is published."""
    held = SelectionRound.objects.create(
        name="KIPP Contoh", year=2026, organiser="Kementerian PANRB", rules=rulebook(timezone.now()), lot_seed="benih"
    )
    publish(held, MemberFactory(role="moderator").user)
    names = ("selection_round", "selection_results", "selection_objections", "selection_statistics")
    return ["/seleksi/", *(reverse(name, args=[held.pk]) for name in names)]
