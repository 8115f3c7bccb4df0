"""A unit's page, collection and permissions are made once and stay."""

from functools import partial

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Collection, GroupPagePermission

from common.models import Event
from tests.factories import (
    AgencyFactory,
    CaseFactory,
    DraftFactory,
    MemberFactory,
    UnitFactory,
    UserFactory,
    log_in,
)
from tests.together import together
from units.actions import ensure_unit_pages, provision_unit, setup_moderators
from units.models import AgencyPage, ServiceUnit, UnitIndexPage, UnitPage

pytestmark = pytest.mark.django_db


def _counts():
    return [model.objects.count() for model in (UnitPage, AgencyPage, Collection, GroupPagePermission, Event)]


def test_provisioning_again_changes_nothing():
    unit = UnitFactory()
    before = _counts()

    provision_unit(ServiceUnit.objects.get(pk=unit.pk))

    assert _counts() == before


def test_the_place_is_index_agency_unit():
    unit = UnitFactory(name="Puskesmas Gandus", agency__name="Pemerintah Kota Palembang")

    assert unit.page.url == "/unit/pemerintah-kota-palembang/puskesmas-gandus/"
    assert [c.name for c in unit.collection.get_ancestors(inclusive=True)] == [
        "Akar",
        "Pemerintah Kota Palembang",
        "Puskesmas Gandus",
    ]


def test_a_unit_without_agency_stands_under_unknown():
    assert UnitFactory(name="Balai Contoh", agency=None, region=None).page.url == "/unit/belum-diketahui/balai-contoh/"


def test_equal_names_get_addresses_of_their_own_and_a_new_name_keeps_the_address():
    agency = AgencyFactory()
    first = UnitFactory(name="Puskesmas Ilir", agency=agency)
    second = UnitFactory(name="Puskesmas Ilir", agency=agency, region=agency.region.parent)
    assert (first.page.slug, second.page.slug) == ("puskesmas-ilir", "puskesmas-ilir-2")

    first.name = "Puskesmas Ulu"
    first.save()
    assert provision_unit(first).slug == "puskesmas-ilir"


def test_the_light_path_makes_the_page_alone():
    unit = UnitFactory(provisioned=False)
    pages = ensure_unit_pages([unit])

    assert ensure_unit_pages([unit]) == pages
    unit.refresh_from_db()
    assert (unit.collection, unit.group) == (None, None)


def test_the_first_member_gets_what_the_light_path_left_out():
    unit = UnitFactory(provisioned=False)
    ensure_unit_pages([unit])
    member = MemberFactory(unit=unit)

    unit.refresh_from_db()
    assert list(member.user.groups.all()) == [unit.group]


@pytest.mark.parametrize("role", ["contributor", "verifier", "head"])
def test_members_write_but_do_not_publish(role):
    case = DraftFactory()
    member = MemberFactory(role=role, unit=case.unit)

    permissions = case.permissions_for_user(member.user)
    assert permissions.can_edit()
    assert not permissions.can_publish()


def test_a_local_admin_reaches_the_units_of_the_agency_alone():
    case, other = CaseFactory(), CaseFactory()
    admin = MemberFactory(role="local_admin", agency=case.unit.agency).user

    assert case.permissions_for_user(admin).can_edit()
    assert not other.permissions_for_user(admin).can_edit()


def test_moderators_publish_everywhere_under_unit():
    setup_moderators()
    case = DraftFactory()
    moderator = MemberFactory(role="moderator").user

    assert case.permissions_for_user(moderator).can_publish()


@pytest.mark.parametrize("place", ["unit", "agency", "list"])
def test_nobody_removes_or_moves_a_place(client, place):
    unit, other = CaseFactory().unit, UnitFactory()
    page = {"unit": unit.page, "agency": unit.agency.page, "list": UnitIndexPage.objects.get()}[place]
    for person in (MemberFactory(role="moderator").user, UserFactory(is_superuser=True)):
        log_in(client, person)
        client.post(f"/kelola/pages/{page.pk}/delete/")
        client.post(f"/kelola/bulk/wagtailcore/page/delete/?id={page.pk}")
        client.post(f"/kelola/pages/{page.pk}/move/{other.agency.page.pk}/confirm/")
    assert type(page).objects.get(pk=page.pk).path == page.path


def test_the_command_names_units_that_do_not_exist():
    with pytest.raises(CommandError, match="999999"):
        call_command("provision_unit", "999999")


@pytest.mark.django_db(transaction=True)
def test_units_that_are_provisioned_at_once_share_their_agencys_collection():
    agency = AgencyFactory()
    units = [UnitFactory(agency=agency, provisioned=False).pk for _ in range(3)]
    together(*[partial(_provision, pk) for pk in units])
    agency.refresh_from_db()
    assert Collection.objects.filter(name=agency.name).count() == 1
    assert agency.collection.get_children().count() == 3


def _provision(pk):
    provision_unit(ServiceUnit.objects.get(pk=pk))
