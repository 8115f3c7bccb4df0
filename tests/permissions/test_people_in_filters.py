"""The CMS's lists offer to filter by people: never by those of other units."""

import pytest

from tests.factories import MemberFactory, log_in
from tests.permissions.two_units import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def worlds():
    return World("KATAKAMI"), World("RAHASIALAIN")


def _lists(own):
    page = own.unit.page
    agency = page.get_parent()
    places = [place.pk for place in (page, agency, agency.get_parent(), agency.get_parent().get_parent())]
    explorers = [address for pk in places for address in (f"/kelola/pages/{pk}/", f"/kelola/pages/{pk}/results/")]
    return [*explorers, "/kelola/pages/", "/kelola/pages/search/", "/kelola/reports/workflow/", "/kelola/images/"]


@pytest.mark.parametrize("role", ["writer", "verifier", "head"])
def test_a_member_reads_names_of_the_own_unit_alone(client, worlds, role):
    own, _other = worlds
    log_in(client, getattr(own, role))
    answers = [client.get(address).text for address in _lists(own)]
    assert all("RAHASIALAIN" not in text for text in answers)
    assert "Penulis KATAKAMI" in answers[0]


def test_a_local_admin_reads_names_of_the_own_agency_alone(client, worlds):
    own, _other = worlds
    log_in(client, MemberFactory(role="local_admin", agency=own.unit.agency).user)
    assert all("RAHASIALAIN" not in client.get(address).text for address in _lists(own))


def test_a_moderator_reads_all_names(client, worlds):
    own, _other = worlds
    log_in(client, MemberFactory(role="moderator").user)
    text = client.get(f"/kelola/pages/{own.unit.page.pk}/").text
    assert "Penulis KATAKAMI" in text
    assert "Penulis RAHASIALAIN" in text
