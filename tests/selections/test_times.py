"""A time is told with the zone in which it is shown, whichever that is."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from selections.rules.phases import Phase
from tests.factories import log_in
from tests.selections.entering import entrant
from tests.selections.judging import entered, scored, seats

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(client, make_round):
    """Return the reader of pages with times, in a zone: their text."""
    one, judged = entrant(), make_round(Phase.JUDGING)
    entry = one.enters(make_round())
    (seat,) = seats(judged, 1)
    sheet = scored(entered(judged, 1), seat, {"kebaruan": "50", "dampak": "50"})
    pages = {
        "round": (one.writer, reverse("selection_round", args=[entry.round_id])),
        "entry": (one.writer, reverse("entry", args=[entry.pk])),
        "desk": (one.writer, reverse("desk")),
        "sheet": (seat.user, reverse("score_sheet", args=[sheet.assignment_id])),
    }

    def read(page, zone):
        person, address = pages[page]
        log_in(client, person)
        with timezone.override(zone):
            return client.get(address).text

    return read


@pytest.mark.parametrize("page", ["round", "entry", "desk", "sheet"])
@pytest.mark.parametrize(("zone", "told"), [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA")])
def test_a_time_is_told_with_its_zone(shown, page, zone, told):
    words = re.findall(r"\b(?:WIB|WITA|WIT)\b", shown(page, zone))
    assert set(words) == {told}
