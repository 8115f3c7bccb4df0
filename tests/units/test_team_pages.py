"""«Anggota»: the screen of heads, local admins, moderators and the operator."""

import pytest

from tests.factories import AgencyFactory, MemberFactory, UnitFactory, UserFactory, log_in
from units.actions import invite
from units.models import Invitation, Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return MemberFactory(role="head")


def test_a_head_comes_straight_to_the_unit_and_invites(client, head):
    log_in(client, head.user)
    page = client.get("/anggota/", follow=True)
    assert head.unit.name in page.text

    client.post(f"/anggota/unit/{head.unit.pk}/", {"email": "baru@contoh.go.id", "role": "verifier"})
    assert "baru@contoh.go.id" in client.get(f"/anggota/unit/{head.unit.pk}/").text


def test_a_wrong_address_keeps_what_was_typed(client, head):
    log_in(client, head.user)
    answer = client.post(f"/anggota/unit/{head.unit.pk}/", {"email": "bukan", "role": "verifier"})
    assert answer.status_code == 200
    assert 'value="bukan"' in answer.text


@pytest.mark.parametrize("address", ["/anggota/unit/{unit}/", "/anggota/undangan/{invitation}/kirim-ulang/"])
def test_letters_without_end_are_refused(client, settings, head, address):
    settings.RATELIMIT_ENABLE = True
    log_in(client, head.user)
    invitation = invite(head.user, "baru@contoh.go.id", "verifier", unit=head.unit)
    path = address.format(unit=head.unit.pk, invitation=invitation.pk)
    answers = [client.post(path, {"email": "bukan"}).status_code for _number in range(61)]
    assert 429 not in answers[:60]
    assert answers[60] == 429


def test_resend_and_withdraw(client, head):
    log_in(client, head.user)
    first = invite(head.user, "baru@contoh.go.id", "verifier", unit=head.unit)
    client.post(f"/anggota/undangan/{first.pk}/kirim-ulang/")
    second = Invitation.objects.get(withdrawn_at=None)
    assert second.pk != first.pk
    client.post(f"/anggota/undangan/{second.pk}/cabut/")
    assert not Invitation.objects.filter(withdrawn_at=None).exists()
    assert client.get(f"/anggota/undangan/{second.pk}/cabut/").status_code == 405


def test_role_and_end(client, head):
    log_in(client, head.user)
    other = MemberFactory(unit=head.unit)
    assert client.get(f"/anggota/{other.pk}/").status_code == 200
    client.post(f"/anggota/{other.pk}/", {"act": "role", "role": "verifier"})
    other.refresh_from_db()
    assert other.role == "verifier"

    client.post(f"/anggota/{other.pk}/", {"act": "end", "successor": head.user.pk})
    other.refresh_from_db()
    assert other.ended_at
    assert client.get(f"/anggota/{other.pk}/").status_code == 404


def test_a_foreign_successor_is_refused(client, head):
    log_in(client, head.user)
    other = MemberFactory(unit=head.unit)
    answer = client.post(f"/anggota/{other.pk}/", {"act": "end", "successor": MemberFactory().user.pk})
    assert answer.status_code == 200
    assert Membership.objects.get(pk=other.pk).ended_at is None


def test_the_profile_is_the_heads(client, head):
    log_in(client, head.user)
    page = client.get(f"/anggota/unit/{head.unit.pk}/profil/")
    fields = {name: form_value or "" for name, form_value in page.context["form"].initial.items()}
    fields |= {"sp4n_lapor_name": "Dinas Kesehatan Contoh", "population_served": "18000", "remote": "true"}
    client.post(f"/anggota/unit/{head.unit.pk}/profil/", fields)

    head.unit.refresh_from_db()
    assert (head.unit.sp4n_lapor_name, head.unit.population_served, head.unit.staff) == (
        "Dinas Kesehatan Contoh",
        18000,
        None,
    )
    assert head.unit.remote is True


@pytest.mark.parametrize("role", ["contributor", "verifier"])
def test_members_without_staff_rights_find_nothing(client, role):
    member = MemberFactory(role=role)
    log_in(client, member.user)
    for address in ("/anggota/", f"/anggota/unit/{member.unit.pk}/", f"/anggota/unit/{member.unit.pk}/profil/"):
        assert client.get(address).status_code == 404


def test_everything_of_another_unit_is_not_there(client, head):
    foreign = MemberFactory(role="head")
    invitation = invite(foreign.user, "lain@contoh.go.id", "verifier", unit=foreign.unit)
    log_in(client, head.user)
    addresses = [
        f"/anggota/unit/{foreign.unit.pk}/",
        f"/anggota/unit/{foreign.unit.pk}/profil/",
        f"/anggota/{foreign.pk}/",
        f"/anggota/instansi/{foreign.unit.agency.pk}/",
        "/anggota/moderator/",
    ]
    for address in addresses:
        assert client.get(address).status_code == 404
        assert client.post(address, {"email": "x@y.id", "role": "head", "act": "end"}).status_code == 404
    for act in ("kirim-ulang", "cabut"):
        assert client.post(f"/anggota/undangan/{invitation.pk}/{act}/").status_code == 404
    foreign.refresh_from_db()
    assert foreign.ended_at is None
    assert Invitation.objects.count() == 1


def test_a_role_that_the_place_lacks_is_refused(client, head):
    log_in(client, head.user)
    client.post(f"/anggota/unit/{head.unit.pk}/", {"email": "x@contoh.go.id", "role": "moderator"})
    assert not Invitation.objects.exists()


def test_a_local_admin_chooses_among_the_agencys_units(client):
    agency = AgencyFactory()
    units = [UnitFactory(agency=agency) for _number in range(2)]
    foreign = UnitFactory(name="Samsat Lain")
    log_in(client, MemberFactory(role="local_admin", agency=agency).user)
    page = client.get("/anggota/").text

    assert all(unit.name in page for unit in units)
    assert foreign.name not in page
    assert client.get(f"/anggota/unit/{units[0].pk}/").status_code == 200


def test_a_moderator_finds_units_and_agencies_by_name(client):
    unit = UnitFactory(name="Puskesmas Gandus", agency__name="Pemerintah Kota Gandus Raya")
    log_in(client, MemberFactory(role="moderator").user)
    page = client.get("/anggota/?q=gandus").text

    assert unit.name in page
    assert unit.agency.name in page
    client.post(f"/anggota/instansi/{unit.agency.pk}/", {"email": "admin@contoh.go.id", "role": "local_admin"})
    assert Invitation.objects.get().role == "local_admin"


def test_the_operator_names_moderators(client):
    log_in(client, UserFactory(is_superuser=True, is_staff=True))
    client.post("/anggota/moderator/", {"email": "mod@contoh.go.id", "role": "moderator"})
    assert Invitation.objects.get().role == "moderator"


def test_strangers_are_sent_to_the_log_in(client):
    assert client.get("/anggota/").headers["Location"] == "/masuk/?next=/anggota/"


def test_a_moderator_proves_the_second_factor_here_too(client, settings):
    settings.MODERATOR_SECOND_FACTOR = True
    client.force_login(MemberFactory(role="moderator").user)
    for address in ("/anggota/", "/anggota/moderator/", "/laporan/"):
        assert client.get(address).headers["Location"].startswith("/masuk/kode/")
