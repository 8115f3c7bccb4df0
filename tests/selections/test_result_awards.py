"""A place on a published list is an award of the case: on its page, in lists, in search, and never twice."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from innovations.models import Award
from innovations.queries import cards_by_key
from innovations.rules import same_award
from search.indexer import drain, rebuild
from search.projection import project
from selections.models import Move
from tests.search.site.asking import api, names
from tests.selections.judging import seats
from tests.selections.published import publish, scored_entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]


@pytest.fixture
def kipp(make_round):
    """A round of KIPP."""
    return make_round(name="KIPP", scheme="kipp")


@pytest.fixture
def entries(kipp):
    return scored_entries(kipp)


SAME = [
    ({}, {}, True),
    ({}, {"rank": "TOP  99"}, True),
    ({}, {"rank": "Top 45"}, False),
    ({}, {"year": 2025}, False),
    ({}, {"year": None}, True),
    ({}, {"scheme": "iga"}, False),
    ({"name": "KIPP"}, {"name": "Sinovik"}, True),
    ({"scheme": "other", "name": "Jogja Raya"}, {"scheme": "other", "name": "Jatim Baik"}, False),
    ({"scheme": "other", "name": "Jogja Raya"}, {"scheme": "other", "name": "jogja raya"}, True),
    ({"scheme": "other", "name": "Jogja Raya"}, {"scheme": "other", "name": ""}, True),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_when_two_awards_are_one(one, other, same):
    told = {"scheme": "kipp", "name": "", "rank": "Top 99", "year": 2026}
    first, second = Award(**(told | one)), Award(**(told | other))
    assert same_award(first, second) is same
    assert same_award(second, first) is same


def shown_at(client, url):
    return client.get(url).content.decode()


def test_the_page_of_the_case_and_of_its_unit_link_to_the_list(client, kipp, entries, moderator):
    case = entries[0].case
    assert "Top 99" not in shown_at(client, case.url)
    publish(kipp, moderator)
    link = f'href="/seleksi/{kipp.pk}/hasil/"'
    for url in (case.url, case.unit.page.url):
        words = shown_at(client, url)
        assert link in words
        assert "KIPP Top 99 2026" in words
    assert link not in shown_at(client, entries[2].case.url)


def test_what_the_case_tells_itself_is_not_told_twice(client, kipp, entries, moderator):
    case = entries[0].case
    Award.objects.create(page=case, scheme="kipp", rank="top 99", year=2026)
    Award.objects.create(page=case, scheme="iga", year=2024)
    publish(kipp, moderator)
    words = shown_at(client, case.url)
    assert words.count("badge award") == 2
    (projected,) = project([case.pk])
    assert projected.document.facets["award"] == ("kipp", "kipp:top-99", "iga")
    assert projected.document.awards == ("KIPP (Sinovik) KIPP Top 99 2026", "IGA 2024")


def found(client, query):
    status, answer = api(client, query)
    assert status == 200
    return names(answer)


def test_search_finds_it_by_its_award_and_forgets_it_with_the_list(client, kipp, entries, moderator):
    rebuild()
    publish(kipp, moderator)
    drain()
    first, second, third, fourth = (entry.case.title for entry in entries)
    assert found(client, "award=kipp:top-99") == {first, second, fourth}
    [panellist] = seats(kipp, 1, "panel")
    for entry, onto in ((entries[1], False), (entries[2], True)):
        Move.objects.create(entry=entry, cut="top_99", seat=panellist, onto=onto, reason="Bukti baru.")
    publish(kipp, moderator)
    drain()
    assert found(client, "award=kipp:top-99") == {first, third, fourth}


@pytest.mark.parametrize(("case_is_example", "award"), [(False, ""), (True, "KIPP Top 99 2026")])
def test_a_made_up_round_shows_on_made_up_cases_alone(client, kipp, entries, moderator, case_is_example, award):
    kipp.example = True
    kipp.save()
    case = entries[0].case
    case.example = case_is_example
    case.save()
    publish(kipp, moderator)
    assert cards_by_key([case.pk])[case.pk].award == award


def test_a_batch_of_search_asks_once_for_all(kipp, entries, moderator):
    publish(kipp, moderator)

    def queries(keys):
        with CaptureQueriesContext(connection) as counted:
            list(project(keys))
        return len(counted)

    keys = [entry.case_id for entry in entries]
    queries(keys)
    assert queries(keys) == queries(keys[:1])
