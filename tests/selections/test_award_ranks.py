"""A limit of earlier awards goes by a rank, which is free text: one that no award has is told."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from innovations.models import Award
from selections.rounds.award_ranks import known_ranks
from selections.rules.phases import Phase
from selections.rules.ranks import UnknownRank, unknown_ranks
from selections.rules.rulebook import Awards, Group
from tests.factories import CaseFactory, log_in
from tests.selections.published import publish, scored_entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(make_round):
    """A round in draft that limits «Top 45» and «Top 99» in its group «Umum»."""
    return make_round(Phase.DRAFT, scheme="kipp")


@pytest.fixture
def awarded():
    """Return a maker of published cases with an award."""

    def award(rank, scheme="kipp", **fields):
        case = CaseFactory(**fields)
        case.awards = [Award(scheme=scheme, rank=rank)]
        case.save()

    return award


@pytest.mark.parametrize(
    ("awards", "limits", "known", "unknown"),
    [
        (Awards.LIMITS, {"Top 45": 0, "Top 99": 1}, ["TOP  45"], ["Top 99"]),
        (Awards.LIMITS, {"Top 45": 0}, ["Top 45"], []),
        (Awards.LIMITS, {"Top45": 0}, ["Top 45"], ["Top45"]),
        (Awards.ANY, {"Top 45": 0}, [], []),
    ],
)
def test_a_rank_is_known_by_its_words_and_not_by_case_or_blanks(awards, limits, known, unknown):
    group = Group("umum", "Umum", awards=awards, award_limits=limits)
    assert unknown_ranks([group], known) == [UnknownRank("Umum", rank) for rank in unknown]


def test_ranks_are_known_of_published_cases_and_lists_of_the_scheme(awarded, make_round, moderator):
    for rank in ("Top 45", "Top 45", "TOP 45", ""):
        awarded(rank)
    awarded("Emas", scheme="iga")
    awarded("Perunggu", live=False)
    round_here = make_round(scheme="kipp")
    scored_entries(round_here)
    publish(round_here, moderator)
    assert known_ranks("kipp") == ["Top 99", "Top 45"]


@pytest.mark.parametrize("address", ["round", "rules"])
def test_who_sets_the_rules_is_told_of_a_rank_that_limits_nothing(client, held, awarded, moderator, address):
    awarded("Top 99")
    log_in(client, moderator)
    where = {
        "round": reverse("selection_round", args=[held.pk]),
        "rules": reverse("selection_rules", args=[held.pk, "groups"]),
    }[address]
    warned = BeautifulSoup(client.get(where).content, "html.parser").select_one(".notice.warning")
    told = " ".join(warned.get_text(" ").split())
    assert "“Top 45” (Umum). Peringkat yang diketahui: Top 99." in told

    awarded("Top 45")
    assert not BeautifulSoup(client.get(where).content, "html.parser").select(".notice.warning")
