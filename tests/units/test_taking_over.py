"""An imported unit is answered for by moderators until its people take it over."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from common.models import Event, OutgoingMail
from tests.factories import AgencyFactory, MemberFactory, UnitFactory
from units.actions import ensure_unit_pages, invite, report_error, take_over_unit
from units.actions.invitations import accept_invitation
from units.errors import UnitError
from units.models import Invitation
from units.queries import answerers_for, verifiers_in_turn

pytestmark = pytest.mark.django_db


def test_a_unit_is_taken_over_by_its_first_head(monkeypatch):
    unit = UnitFactory(provisioned=False)
    page = ensure_unit_pages([unit])[unit.pk]
    moderator = MemberFactory(role="moderator").user
    report_error(page, "Nomor telepon sudah berganti.")
    monkeypatch.setattr("units.actions.one_time_links.new_token", lambda: "token-uji")
    take_over_unit(moderator, unit, "kepala@contoh.go.id")
    head = accept_invitation("token-uji", name="Kepala", password="x")

    assert answerers_for(unit) == [head]
    assert Event.objects.filter(verb="unit.taken_over", object_id=str(unit.pk)).exists()
    assert OutgoingMail.objects.filter(key__startswith="taken-over-", to=head.email, body__contains="1").exists()
    with pytest.raises(UnitError):
        take_over_unit(moderator, unit, "lain@contoh.go.id")


def test_an_invitation_has_a_term(settings):
    settings.INVITATION_DAYS = 3
    head = MemberFactory(role="head")
    invitation = invite(head.user, "baru@contoh.go.id", "verifier", unit=head.unit)
    term = invitation.expires_at - timezone.now()
    assert timedelta(days=2, hours=23) < term <= timedelta(days=3)


def test_agencies_do_not_mix():
    first, second = AgencyFactory(), AgencyFactory()
    unit = UnitFactory(agency=first)
    MemberFactory(role="local_admin", agency=second)
    assert verifiers_in_turn([unit])[unit.pk] == [[], [], []]


def test_the_command_hands_a_unit_over_and_names_what_is_wrong():
    unit = UnitFactory()
    moderator, member = MemberFactory(role="moderator").user, MemberFactory().user
    wrong = [
        (["999999", "a@contoh.go.id", "--actor", moderator.email], "999999"),
        ([str(unit.pk), "a@contoh.go.id", "--actor", "tidak@ada.id"], "tidak@ada.id"),
        ([str(unit.pk), "a@contoh.go.id", "--actor", member.email], member.email),
    ]
    for arguments, named in wrong:
        with pytest.raises(CommandError, match=named):
            call_command("take_over_unit", *arguments)
    call_command("take_over_unit", str(unit.pk), "a@contoh.go.id", "--actor", moderator.email)
    assert Invitation.objects.get().role == "head"
