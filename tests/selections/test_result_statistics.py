"""The statistics of a round: known counts, who reads them from when, and what is downloaded."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selections.results.statistics import statistics_of
from selections.rules.entries import EntryState
from selections.rules.funnel import CountedEntry, Step, funnel, funnels_by
from selections.rules.phases import Phase
from tests.factories import AgencyFactory, CaseFactory, MemberFactory, UnitFactory, log_in
from tests.selections.judging import entered
from tests.selections.published import publish, scored_entries
from units.models import Region


def counted(state, lists=(), **keys):
    return CountedEntry(state, keys, lists)


REACHED = [
    (EntryState.DRAFT, (1, 0, 0, 0)),
    (EntryState.PROPOSED, (1, 1, 0, 0)),
    (EntryState.SUBMITTED, (1, 1, 1, 0)),
    (EntryState.MENDING, (1, 1, 1, 0)),
    (EntryState.REJECTED, (1, 1, 1, 0)),
    (EntryState.ADMITTED, (1, 1, 1, 1)),
    (EntryState.WITHDRAWN, (1, 0, 0, 0)),
]


@pytest.mark.parametrize(("state", "reached"), REACHED)
def test_how_far_an_entry_has_come(state, reached):
    assert tuple(funnel([counted(state)]).of(step) for step in Step) == reached


def test_an_entry_counts_for_each_of_its_keys_and_what_is_not_known_comes_last():
    entries = [
        counted(EntryState.DRAFT, sector=["health", "population"]),
        counted(EntryState.DRAFT, sector=[]),
        counted(EntryState.DRAFT, sector=[]),
        counted(EntryState.ADMITTED, ["top_99"], sector=["population"]),
    ]
    found = funnels_by("sector", entries)
    assert [(key, one.of("started"), one.of("top_99")) for key, one in found.items()] == [
        ("population", 2, 1),
        ("health", 1, 0),
        ("", 2, 0),
    ]


@pytest.fixture
def published(db, selection_round, moderator):
    """A round of four admitted entries from Palembang, of which three are on the list, and three others.

    One draft is from Aceh; two were rejected, one of them of a unit whose region is not known.
    """
    scored_entries(selection_round)
    aceh = UnitFactory(agency=AgencyFactory(region=Region.objects.get(code="11.71")))
    nowhere = UnitFactory(agency=None, region=None)
    case = CaseFactory(unit=aceh)
    case.sectors.set(["health"])
    case.save()
    entered(selection_round, 5, state="draft", case=case, category="kesehatan")
    entered(selection_round, 6, state="rejected", case=CaseFactory(unit=nowhere))
    entered(selection_round, 7, "replikasi", state="rejected")
    publish(selection_round, moderator)
    return selection_round


def rows_of(selection_round, key):
    return {row.label: tuple(row.counts) for row in statistics_of(selection_round).tables[key].rows}


def test_known_counts(published):
    statistics = statistics_of(published)
    assert statistics.lines == [
        ("Dimulai", 7),
        ("Diteruskan ke admin lokal", 6),
        ("Diajukan", 6),
        ("Lolos seleksi administrasi", 4),
        ("Top 99", 3),
    ]
    assert rows_of(published, "provinsi") == {
        "Sumatera Selatan": (5, 5, 5, 4, 3),
        "Aceh": (1, 0, 0, 0, 0),
        "belum diketahui": (1, 1, 1, 0, 0),
    }
    assert rows_of(published, "kelompok") == {"Umum": (5, 4, 4, 3, 2), "Replikasi": (2, 2, 2, 1, 1)}
    assert rows_of(published, "kategori") == {"Kesehatan": (1, 0, 0, 0, 0), "belum diketahui": (6, 6, 6, 4, 3)}
    assert rows_of(published, "sektor")["Kesehatan"] == (1, 0, 0, 0, 0)


def addresses(selection_round):
    return [
        reverse("selection_statistics", args=[selection_round.pk]),
        reverse("selection_statistics_data", args=[selection_round.pk]),
        reverse("selection_statistics_table", args=[selection_round.pk, "provinsi", "csv"]),
        reverse("selection_statistics_table", args=[selection_round.pk, "sektor", "xlsx"]),
    ]


def statuses(client, selection_round):
    return {client.get(one).status_code for one in addresses(selection_round)}


@pytest.mark.django_db
@pytest.mark.parametrize("phase", [Phase.OPEN, Phase.CHECK, Phase.JUDGING, Phase.PANEL])
def test_before_a_list_is_published_the_secretariat_alone_reads_them(client, selection_round, seated, phase):
    selection_round.phase = phase
    selection_round.save()
    assert statuses(client, selection_round) == {404}
    for person in (MemberFactory().user, seated(selection_round, "evaluator"), seated(selection_round, "panel")):
        log_in(client, person)
        assert statuses(client, selection_round) == {404}
    log_in(client, seated(selection_round, "secretariat"))
    assert statuses(client, selection_round) == {200}


def test_then_everyone_reads_and_downloads_them(client, published):
    assert statuses(client, published) == {200}
    _page, data, table, _book = (client.get(one).content for one in addresses(published))
    told = json.loads(data)
    assert told["total"] == {"started": 7, "proposed": 6, "submitted": 6, "admitted": 4, "top_99": 3}
    assert told["tables"]["provinsi"][0] == {
        "code": "16",
        "label": "Sumatera Selatan",
        "started": 5,
        "proposed": 5,
        "submitted": 5,
        "admitted": 4,
        "top_99": 3,
    }
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    assert rows[1] == ["Sumatera Selatan", "16", "5", "5", "5", "4", "3"]


def test_they_take_as_many_queries_for_any_number_of_entries(client, published):
    def queries():
        with CaptureQueriesContext(connection) as counted:
            client.get(addresses(published)[0])
        return len(counted)

    queries()
    before = queries()
    for number in range(10, 15):
        entered(published, number)
    assert queries() == before
