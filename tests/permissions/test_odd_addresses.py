"""Addresses that nobody's link has are answered without an error of the server."""

import pytest

from tests.factories import MemberFactory, log_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/kelola/kasus-asal/chosen/x/", 404),
        ("/kelola/kasus-asal/chosen/0/", 404),
        (f"/kelola/kasus-asal/chosen/{10**20}/", 404),
        (f"/kelola/kasus-asal/chosen-multiple/?id={10**20}", 200),
        ("/kelola/kasus-asal/chosen-multiple/?id=x", 200),
        ("/kelola/kasus-asal/chosen-multiple/?id=%00", 200),
        ("/kelola/images/chooser/?tag=%00", 200),
        ("/kelola/pages/search/?q=%00", 200),
    ],
)
@pytest.mark.parametrize("role", ["contributor", "moderator"])
def test_odd_addresses(client, role, address, status):
    log_in(client, MemberFactory(role=role).user)
    assert client.get(address).status_code == status
