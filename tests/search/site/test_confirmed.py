"""What the search shows of confirmations: who is overdue, sinks, and what has stopped is found by its lesson."""

import datetime
import re

import pytest
from django.utils import timezone

from innovations.actions import Confirmation, confirm_case
from search.finding import find
from search.indexer import drain, rebuild
from search.parameters import Parameters
from tests.factories import CaseFactory, MemberFactory, UnitFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def cases():
    unit = UnitFactory()
    text = {"unit": unit, "plain_title": "Perahu untuk warga pulau"}
    old = CaseFactory(title="Lama", confirmed_on="2020", status="continues", **text)
    new = CaseFactory(title="Baru", confirmed_on=f"{timezone.localdate(NOW)}", status="continues", **text)
    rebuild()
    return old, new


def names(now=NOW):
    return [one.hit.document.name for one in find(Parameters(q="perahu"), now).hits]


def hit(client, title):
    page = client.get("/cari/?q=perahu").text
    [found] = re.findall(rf'<article class="hit">(?:(?!</article>).)*>{title}</a>.*?</article>', page, re.DOTALL)
    return found


def test_a_hit_says_when_its_unit_confirmed_it_and_what_is_overdue_comes_second(client, cases):
    assert names() == ["Baru", "Lama"]
    assert "dikonfirmasi 2020" in hit(client, "Lama")
    assert "perlu dikonfirmasi" in hit(client, "Lama")
    assert "perlu dikonfirmasi" not in hit(client, "Baru")


def test_confirming_lifts_it_again(client, cases):
    old, _new = cases
    confirm_case(MemberFactory(unit=old.unit, role="head").user, old, Confirmation("continues"), NOW)
    drain()
    assert "perlu dikonfirmasi" not in hit(client, "Lama")


def test_that_a_year_has_passed_needs_no_indexing(cases):
    scores = {
        days: find(Parameters(q="perahu"), NOW + datetime.timedelta(days=days)).hits[0].hit.score for days in (0, 800)
    }
    assert scores[800] < scores[0]


def test_what_has_stopped_is_found_by_what_others_can_learn_from_it(client, cases):
    old, _new = cases
    said = Confirmation("stopped", "Mesinnya karatan dan suku cadang tidak ada.")
    confirm_case(MemberFactory(unit=old.unit, role="head").user, old, said, NOW)
    drain()
    page = client.get("/cari/?q=karatan").text
    assert "<mark>karatan</mark> dan suku cadang" in page
    assert "alasan berhenti atau berkembang" in page
    assert "Berhenti" in page
