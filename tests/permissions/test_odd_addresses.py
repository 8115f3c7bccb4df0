"""Addresses that nobody's link has are answered without an error of the server."""

import pytest

from tests.factories import AttachmentFactory, MemberFactory, log_in

pytestmark = pytest.mark.django_db


ENDLESS = "9" * 4400


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/kelola/inovasi-asal/create/", 404),
        ("/kelola/inovasi-asal/chosen/x/", 404),
        ("/kelola/inovasi-asal/chosen/0/", 404),
        (f"/kelola/inovasi-asal/chosen/{10**20}/", 404),
        (f"/kelola/inovasi-asal/chosen-multiple/?id={10**20}", 200),
        ("/kelola/inovasi-asal/chosen-multiple/?id=x", 200),
        ("/kelola/inovasi-asal/chosen-multiple/?id=%00", 200),
        ("/kelola/images/chooser/?tag=%00", 200),
        ("/kelola/images/chooser/?q=perahu&tag=x", 200),
        ("/kelola/images/?q=perahu&usage_count_min=1", 200),
        ("/kelola/documents/?q=perahu&usage_count_min=1", 200),
        (f"/kelola/images/?collection_id={ENDLESS}", 200),
        (f"/kelola/reports/workflow/?requested_by={10**20}&task={ENDLESS}", 200),
        (f"/kelola/images/chooser/chosen-multiple/?id={10**20}", 200),
        ("/kelola/images/chooser/chosen-multiple/?id=x", 200),
        ("/kelola/documents/chooser/chosen-multiple/?id=%C2%B2", 200),
        ("/kelola/pages/search/?q=%00", 200),
    ],
)
@pytest.mark.parametrize("role", ["contributor", "moderator"])
def test_odd_addresses(client, role, address, status):
    log_in(client, MemberFactory(role=role).user)
    assert client.get(address).status_code == status


@pytest.mark.parametrize("way", ["x", "//lain.example/", "https://lain.example/", "²", "9" * 20])
def test_a_way_back_that_leads_nowhere_is_left_out(client, way):
    member = MemberFactory()
    log_in(client, member.user)
    document = AttachmentFactory(collection=member.unit.collection)
    answer = client.post(f"/kelola/documents/edit/{document.pk}/", {"title": "Baru", "next": way})
    assert (answer.status_code, answer["Location"]) == (302, "/kelola/documents/")


@pytest.mark.parametrize("number", [10**20, "9" * 4400])
def test_people_in_filters_beyond_all_numbers(client, number):
    member = MemberFactory()
    log_in(client, member.user)
    place = f"/kelola/pages/{member.unit.page.pk}/"
    assert client.get(f"{place}?owner={number}&content_type={number}&edited_by={number}").status_code == 200
