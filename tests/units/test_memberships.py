"""Inviting, changing and ending; and what a leaver had in hand passes on."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import WorkflowState

from common.models import Event, OutgoingMail
from tests.factories import DraftFactory, MemberFactory, UnitFactory, UserFactory
from units.actions import (
    add_membership,
    change_role,
    end_membership,
    invite,
    resend_invitation,
    withdraw_invitation,
)
from units.errors import UnitError
from units.models import Invitation, Membership
from units.queries import answerers_for, can_act_for, first_free, units_of, verifiers_in_turn

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def people(unit):
    """One person of each standing towards the unit."""
    return {
        "contributor": MemberFactory(role="contributor", unit=unit).user,
        "verifier": MemberFactory(role="verifier", unit=unit).user,
        "head": MemberFactory(role="head", unit=unit).user,
        "local admin": MemberFactory(role="local_admin", agency=unit.agency).user,
        "moderator": MemberFactory(role="moderator").user,
        "superuser": UserFactory(is_superuser=True, is_staff=True),
        "head elsewhere": MemberFactory(role="head").user,
        "local admin elsewhere": MemberFactory(role="local_admin").user,
        "nobody": UserFactory(),
    }


def _may(act, *args, **kwargs):
    try:
        act(*args, **kwargs)
    except PermissionDenied:
        return False
    return True


# Inviting

STAFF = {"head", "local admin", "moderator", "superuser"}


@pytest.mark.parametrize(
    ("role", "scope", "inviters"),
    [
        ("contributor", "unit", STAFF),
        ("head", "unit", STAFF),
        ("local_admin", "agency", {"moderator", "superuser"}),
        ("moderator", None, {"superuser"}),
    ],
)
def test_who_may_invite_whom(unit, people, role, scope, inviters):
    place = {"unit": {"unit": unit}, "agency": {"agency": unit.agency}, None: {}}[scope]
    allowed = {name for name, actor in people.items() if _may(invite, actor, f"{actor.pk}@baru.id", role, **place)}
    assert allowed == inviters


def test_inviting_twice_makes_one_invitation_and_one_letter(unit, people):
    first = invite(people["head"], "baru@contoh.go.id", "verifier", unit=unit)
    second = invite(people["head"], " BARU@contoh.go.id", "verifier", unit=unit)

    assert first == second
    assert OutgoingMail.objects.count() == 1


def test_a_member_is_not_invited_again(unit, people):
    with pytest.raises(UnitError):
        invite(people["head"], people["verifier"].email, "contributor", unit=unit)


def test_a_foreign_head_can_neither_resend_nor_withdraw(unit, people):
    invitation = invite(people["head"], "baru@contoh.go.id", "verifier", unit=unit)
    for act in (resend_invitation, withdraw_invitation):
        with pytest.raises(PermissionDenied):
            act(people["head elsewhere"], invitation)


def test_an_accepted_invitation_is_not_sent_again(unit, people):
    invitation = invite(people["head"], "baru@contoh.go.id", "verifier", unit=unit)
    Invitation.objects.update(accepted_at=timezone.now())
    invitation.refresh_from_db()
    with pytest.raises(UnitError):
        resend_invitation(people["head"], invitation)


# Roles


def test_groups_follow_memberships(unit):
    member = MemberFactory(unit=unit)
    add_membership(member.user, "local_admin", agency=unit.agency)
    assert set(member.user.groups.values_list("name", flat=True)) == {f"unit-{unit.pk}", f"agency-{unit.agency_id}"}

    end_membership(member.user, member)
    assert set(member.user.groups.values_list("name", flat=True)) == {f"agency-{unit.agency_id}"}


def test_groups_of_other_rooms_are_left_alone(unit, django_user_model):
    from django.contrib.auth.models import Group

    user = UserFactory()
    other = Group.objects.create(name="Panitia")
    user.groups.add(other)
    end_membership(user, add_membership(user, "verifier", unit=unit))
    assert list(user.groups.all()) == [other]


def test_changing_a_role_is_for_those_who_may_give_it(unit, people):
    held = Membership.objects.get(user=people["contributor"])
    allowed = {name for name, actor in people.items() if _may(change_role, actor, held, "verifier")}
    assert allowed == STAFF
    assert Event.objects.filter(verb="membership.role_changed").count() == 1


def test_what_the_roles_can_do_for_the_unit(unit, people):
    allowed = {
        act: {name for name, person in people.items() if can_act_for(person, unit, act)}
        for act in ("write", "verify", "answer", "staff", "publish")
    }
    assert allowed == {
        "write": {"contributor", "verifier", "head", "local admin", "moderator", "superuser"},
        "verify": {"verifier", "head", "local admin", "superuser"},
        "answer": STAFF,
        "staff": STAFF,
        "publish": {"moderator", "superuser"},
    }


def test_units_of_a_local_admin_are_those_of_the_agency(unit, people):
    sister = UnitFactory(agency=unit.agency)
    assert set(units_of(people["local admin"])) == {unit, sister}
    assert set(units_of(people["contributor"])) == {unit}
    assert units_of(people["moderator"]).count() >= 3
    assert not units_of(people["contributor"], "staff").exists()


# Who answers and who verifies


def test_answering_falls_back_from_the_unit_to_the_moderators(unit):
    moderator = MemberFactory(role="moderator").user
    assert answerers_for(unit) == [moderator]
    admin = MemberFactory(role="local_admin", agency=unit.agency).user
    assert answerers_for(unit) == [admin]
    writer = MemberFactory(unit=unit).user
    assert answerers_for(unit) == [writer]
    head = MemberFactory(role="head", unit=unit).user
    assert answerers_for(unit) == [head]


def test_verifying_falls_to_who_has_not_written(unit):
    verifier = MemberFactory(role="verifier", unit=unit).user
    head = MemberFactory(role="head", unit=unit).user
    admin = MemberFactory(role="local_admin", agency=unit.agency).user

    turns = verifiers_in_turn([unit])[unit.pk]
    assert first_free(turns, set()) == [verifier]
    assert first_free(turns, {verifier.pk}) == [head]
    assert first_free(turns, {verifier.pk, head.pk}) == [admin]
    assert first_free(turns, {verifier.pk, head.pk, admin.pk}) == []


# Ending


def test_who_may_end_a_membership(unit, people):
    enders = set()
    for name, actor in people.items():
        held = MemberFactory(unit=unit)
        if _may(end_membership, actor, held):
            enders.add(name)
    assert enders == STAFF


def test_people_may_leave(unit, people):
    held = Membership.objects.get(user=people["contributor"])
    end_membership(people["contributor"], held)
    assert not can_act_for(people["contributor"], unit, "write")


def test_what_was_in_hand_passes_to_the_named_member(unit, people):
    leaver = MemberFactory(unit=unit)
    draft = DraftFactory(unit=unit, owner=leaver.user)
    DraftFactory(unit=unit, owner=people["verifier"])
    draft.locked, draft.locked_by, draft.locked_at = True, leaver.user, timezone.now()
    draft.save()
    review = WorkflowState.objects.create(
        base_content_type=draft.get_base_content_type(),
        content_type=draft.get_content_type(),
        object_id=str(draft.pk),
        workflow=draft.get_workflow(),
        requested_by=leaver.user,
    )
    add_membership(leaver.user, "head", unit=unit)
    waiting = invite(leaver.user, "baru@contoh.go.id", "contributor", unit=unit)
    leaver.refresh_from_db()

    end_membership(people["head"], leaver, people["verifier"])

    draft.refresh_from_db()
    waiting.refresh_from_db()
    assert (draft.owner, draft.locked) == (people["verifier"], False)
    assert waiting.invited_by == people["verifier"]
    review.refresh_from_db()
    assert review.requested_by == people["verifier"]
    assert OutgoingMail.objects.filter(to=people["verifier"].email, key__startswith="handover-").exists()


def test_without_a_name_the_head_takes_over(unit, people):
    leaver = MemberFactory(unit=unit)
    draft = DraftFactory(unit=unit, owner=leaver.user)
    end_membership(people["head"], leaver)

    draft.refresh_from_db()
    assert draft.owner == people["head"]


def test_a_stranger_cannot_take_over(unit, people):
    with pytest.raises(UnitError):
        end_membership(people["head"], MemberFactory(unit=unit), people["head elsewhere"])


def test_ending_twice_changes_nothing(unit, people):
    leaver = MemberFactory(unit=unit)
    first = end_membership(people["head"], leaver)
    events = Event.objects.count()

    assert end_membership(people["head"], leaver).ended_at == first.ended_at
    assert Event.objects.count() == events


def test_what_another_role_still_reaches_stays(unit):
    person = MemberFactory(role="local_admin", agency=unit.agency)
    MemberFactory(role="local_admin", agency=unit.agency)
    add_membership(person.user, "contributor", unit=unit)
    here = DraftFactory(unit=unit, owner=person.user)
    elsewhere = DraftFactory(unit=UnitFactory(agency=unit.agency), owner=person.user)
    end_membership(person.user, person)

    here.refresh_from_db()
    elsewhere.refresh_from_db()
    assert here.owner == person.user
    assert elsewhere.owner != person.user


def test_a_last_member_may_go_and_the_moderators_answer(unit):
    moderator = MemberFactory(role="moderator").user
    head = MemberFactory(role="head", unit=unit)
    draft = DraftFactory(unit=unit, owner=head.user)
    end_membership(moderator, head)

    draft.refresh_from_db()
    assert draft.owner == head.user
    assert answerers_for(unit) == [moderator]
