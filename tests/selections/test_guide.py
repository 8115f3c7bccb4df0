"""The guide for selections on the site itself: who scores has no way into the CMS."""

import re

import pytest
from django.urls import reverse

from selections.models import InvitedUnit
from selections.rules.phases import Phase
from tests.factories import UnitFactory, log_in
from tests.selections.judging import entered, scored, seats

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]


def test_an_evaluator_without_a_membership_reaches_the_guide_from_where_scores_are_given(client, make_round):
    held = make_round(Phase.JUDGING)
    (seat,) = seats(held, 1)
    sheet = scored(entered(held, 1), seat, {}, handed_in=False)
    log_in(client, seat.user)
    assert client.get("/kelola/panduan/seleksi/").status_code != 200
    for address in ("/seleksi/nilai/", f"/seleksi/nilai/{sheet.assignment_id}/", f"/seleksi/{held.pk}/"):
        assert 'href="/seleksi/panduan/' in client.get(address).text, address

    page = client.get("/seleksi/panduan/").text
    assert 'id="evaluator"' in page
    for picture in re.findall(r'src="(/seleksi/panduan/gambar/[^"]+)"', page):
        assert client.get(picture)["Content-Type"] == "image/png"
    assert "/kelola/" not in page.split("<article", 1)[1].split("</article>")[0]


def test_invited_units_are_listed_with_the_name_of_their_group(client, make_round, moderator):
    held = make_round()
    InvitedUnit.objects.create(round=held, group="umum", unit=UnitFactory(), invited_by=moderator)
    InvitedUnit.objects.create(round=held, group="hilang", unit=UnitFactory(), invited_by=moderator)
    log_in(client, moderator)
    page = client.get(reverse("round_invited_units", args=[held.pk])).text
    assert "(Umum)" in page
    assert "(hilang)" in page, "a group that an amendment took away"
