"""Coaching clinics: announcing, seats and waiting list, attendance, feedback, materials, interests."""

from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.models import OutgoingMail
from replications.actions import (
    add_material,
    announce_clinic,
    cancel_clinic,
    change_clinic,
    express_interest,
    give_feedback,
    note_attendance,
    register,
    remind,
    remove_material,
    withdraw_registration,
)
from replications.clinic_queries import clinics_near, outcome_of_clinic, seating
from replications.errors import ReplicationError
from replications.models import Clinic
from tests.factories import CaseFactory, MemberFactory, UnitFactory
from tests.replications.test_reminders import letters_after
from units.actions import end_membership
from units.models import Membership, ServiceUnit
from units.queries import desk_units
from units.time_zones import WIB, WIT

pytestmark = pytest.mark.django_db


def fields_of(**change):
    begins = timezone.now() + timedelta(days=10)
    return {
        "title": "Klinik Perahu Sehat",
        "about": "Bawa SOP.",
        "plan": None,
        "begins_at": begins,
        "ends_at": begins + timedelta(hours=3),
        "place": "Aula",
        "link": "",
        "seats": 1,
    } | change


@pytest.fixture
def clinic(two):
    return announce_clinic(two.source_head, two.case.unit, fields_of(), [two.case])


@pytest.fixture
def others():
    """Three more units, each with a member who registers it."""
    return [MemberFactory(unit=UnitFactory()) for _number in range(3)]


@pytest.fixture
def attended(two, clinic):
    registration = register(two.writer, clinic, two.unit)
    begun(clinic)
    note_attendance(two.source_head, clinic, [registration.pk])
    return registration


def begun(clinic, days=1):
    begins = timezone.now() - timedelta(days=days)
    Clinic.objects.filter(pk=clinic.pk).update(begins_at=begins, ends_at=begins + timedelta(hours=3))


def subjects(person):
    return [mail.subject for mail in OutgoingMail.objects.filter(to=person.email).order_by("pk")]


def units_of(registrations):
    return [one.unit for one in registrations]


def test_only_those_who_answer_for_a_unit_hold_its_clinics(two, clinic):
    for person in (two.source_writer, two.head, MemberFactory(role="head").user):
        for act in (
            lambda who=person: announce_clinic(who, two.case.unit, fields_of(), []),
            lambda who=person: change_clinic(who, clinic, fields_of(), []),
            lambda who=person: cancel_clinic(who, clinic, "Alasan."),
            lambda who=person: note_attendance(who, clinic, []),
            lambda who=person: add_material(who, clinic, "SOP", ContentFile(b"%PDF-1.4", name="a.pdf")),
        ):
            with pytest.raises(PermissionDenied):
                act()


def test_seats_are_taken_in_order_and_the_rest_wait(two, clinic, others):
    for member in others:
        register(member.user, clinic, member.unit)
    present = seating(clinic)
    assert units_of(present.seated) == [others[0].unit]
    assert units_of(present.waiting) == [others[1].unit, others[2].unit]
    assert [len(subjects(member.user)) for member in others] == [1, 1, 1]


def test_the_address_of_the_meeting_is_told_to_who_has_a_seat_alone(two, others):
    link = "https://rapat.contoh.id/perahu"
    clinic = announce_clinic(two.source_head, two.case.unit, fields_of(link=link), [])
    first, second, _third = others
    for member in (first, second):
        register(member.user, clinic, member.unit)
    same = {name: getattr(clinic, name) for name in fields_of()}
    change_clinic(two.source_head, clinic, same | {"place": "Balai desa"}, [])
    bodies = {mail.to: [] for mail in OutgoingMail.objects.all()}
    for mail in OutgoingMail.objects.order_by("pk"):
        bodies[mail.to].append(link in mail.body)
    assert bodies == {first.user.email: [True, False], second.user.email: [False, False]}


def test_a_unit_registers_once_and_the_host_and_strangers_never(two, clinic):
    assert register(two.writer, clinic, two.unit) == register(two.head, clinic, two.unit)
    for person, unit in ((two.source_head, two.case.unit), (two.writer, two.case.unit), (two.source_head, two.unit)):
        with pytest.raises(PermissionDenied):
            register(person, clinic, unit)


def test_who_steps_back_makes_room_for_the_first_in_line_who_is_told_once(clinic, others):
    first, second, third = others
    for member in others:
        register(member.user, clinic, member.unit)
    withdraw_registration(first.user, clinic, first.unit)
    withdraw_registration(first.user, clinic, first.unit)
    assert units_of(seating(clinic).seated) == [second.unit]
    assert [len(subjects(member.user)) for member in others] == [1, 2, 1]
    register(first.user, clinic, first.unit)
    assert units_of(seating(clinic).waiting) == [third.unit, first.unit], "who comes back stands at the end"


def test_more_seats_let_more_in_and_nobody_loses_one(two, clinic, others):
    for member in others:
        register(member.user, clinic, member.unit)
    change_clinic(two.source_head, clinic, fields_of(seats=2), [two.case])
    assert units_of(seating(Clinic.objects.get()).seated) == [others[0].unit, others[1].unit]
    with pytest.raises(ReplicationError, match="2"):
        change_clinic(two.source_head, clinic, fields_of(seats=1), [two.case])


def test_who_registered_is_told_of_another_time_but_not_of_another_word(two, clinic):
    register(two.writer, clinic, two.unit)
    same = {name: getattr(clinic, name) for name in fields_of()}
    change_clinic(two.source_head, clinic, same | {"about": "Bawa SOP dan peta."}, [two.case])
    assert len(subjects(two.writer)) == 1
    change_clinic(two.source_head, clinic, same | {"place": "Balai desa"}, [two.case])
    assert len(subjects(two.writer)) == 2
    assert Clinic.objects.get().sequence == 2


def test_cancelling_tells_why_and_ends_everything(two, clinic):
    register(two.writer, clinic, two.unit)
    with pytest.raises(ReplicationError):
        cancel_clinic(two.source_head, clinic, " ")
    cancel_clinic(two.source_head, clinic, "Banjir.")
    assert "Banjir." in OutgoingMail.objects.order_by("pk").last().body
    for act in (
        lambda: register(two.head, clinic, two.unit),
        lambda: withdraw_registration(two.head, clinic, two.unit),
        lambda: change_clinic(two.source_head, clinic, fields_of(), []),
        lambda: cancel_clinic(two.source_head, clinic, "Lagi."),
        lambda: note_attendance(two.source_head, clinic, []),
    ):
        with pytest.raises(ReplicationError):
            act()


def test_nothing_is_announced_for_or_moved_to_the_past(two, clinic):
    past = fields_of(begins_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(ReplicationError):
        announce_clinic(two.source_head, two.case.unit, past, [])
    with pytest.raises(ReplicationError):
        change_clinic(two.source_head, clinic, past, [])


def test_once_begun_nobody_registers_and_attendance_is_noted(two, clinic, others):
    registered = [register(member.user, clinic, member.unit) for member in others[:2]]
    with pytest.raises(ReplicationError):
        note_attendance(two.source_head, clinic, [])
    begun(clinic)
    with pytest.raises(ReplicationError):
        register(two.writer, clinic, two.unit)
    note_attendance(two.source_head, clinic, [registered[1].pk])
    assert list(clinic.registrations.values_list("attended", flat=True)) == [False, True]


def test_units_that_were_there_say_how_it_was(two, clinic, attended, others):
    give_feedback(two.writer, clinic, two.unit, 4, " Jelas. ")
    note_attendance(two.source_head, clinic, [])
    assert outcome_of_clinic(clinic) == {"present": 1, "ratings": 1, "mean": 4.0, "interests": 0}
    with pytest.raises(ReplicationError):
        give_feedback(others[0].user, clinic, others[0].unit, 5, "")
    with pytest.raises(PermissionDenied):
        give_feedback(others[0].user, clinic, two.unit, 1, "")


def test_interests_that_came_of_it_are_counted(two, clinic, attended):
    elsewhere = CaseFactory(unit=two.case.unit)
    with pytest.raises(ReplicationError):
        express_interest(two.writer, elsewhere, two.unit, need="Perlu.", clinic=clinic)
    express_interest(two.writer, two.case, two.unit, need="Perlu.", clinic=clinic)
    assert outcome_of_clinic(clinic)["interests"] == 1


def test_materials_come_and_go_and_the_file_stays_with_the_unit(two, clinic):
    material = add_material(two.source_head, clinic, "SOP", ContentFile(b"%PDF-1.4\n%%EOF", name="sop.pdf"))
    document = material.document
    assert document.collection == Clinic.objects.get().host.collection
    remove_material(two.source_head, material)
    assert not clinic.materials.exists()
    document.refresh_from_db()


def test_reminders_go_to_who_has_a_seat_and_feedback_is_asked_of_who_was_there(two, clinic, others):
    for member in others[:2]:
        register(member.user, clinic, member.unit)
    seated = others[0].user.email
    assert [letters_after(days) for days in (2, 3, 4, 9, 9)] == [[], [seated], [], [seated], []]
    registration = clinic.registrations.first()
    begun(clinic, days=0.5)
    note_attendance(two.source_head, clinic, [registration.pk])
    assert letters_after(1) == [seated]
    assert letters_after(2) == []
    assert letters_after(40) == []


def test_a_clinic_that_is_put_off_is_reminded_of_anew(two, clinic):
    register(two.writer, clinic, two.unit)
    assert letters_after(4) == [two.writer.email]
    later = timezone.now() + timedelta(days=40)
    change_clinic(two.source_head, clinic, fields_of(begins_at=later, ends_at=later + timedelta(hours=3)), [two.case])
    assert [letters_after(days) for days in (34, 35)] == [[two.writer.email], []]


def test_the_day_before_is_that_of_the_hosts_calendar(two):
    """Half past midnight in Papua: a run at eleven in the capital's night before would come too late."""
    ServiceUnit.objects.filter(pk=two.case.unit_id).update(region="91.71")
    day = timezone.localdate() + timedelta(days=10)
    begins = datetime.combine(day, time(0, 30), WIT)
    fields = fields_of(begins_at=begins, ends_at=begins + timedelta(hours=2))
    register(two.writer, announce_clinic(two.source_head, two.case.unit, fields, []), two.unit)
    letters = []
    for days in (3, 2):
        remind(datetime.combine(day - timedelta(days=days), time(23), WIB))
        letters.append(len(subjects(two.writer)))
    assert letters == [2, 3], "the seat, seven days before, a day before"


def test_who_has_left_the_unit_learns_no_address_of_a_meeting(two, others):
    link = "https://rapat.contoh.id/perahu"
    clinic = announce_clinic(two.source_head, two.case.unit, fields_of(link=link), [])
    first = others[0]
    register(first.user, clinic, first.unit)
    register(two.writer, clinic, two.unit)
    end_membership(two.head, Membership.objects.get(user=two.writer))
    OutgoingMail.objects.all().delete()
    withdraw_registration(first.user, clinic, first.unit)
    assert [(mail.to, link in mail.body) for mail in OutgoingMail.objects.all()] == [(two.head.email, True)]


def test_what_is_near_lies_on_the_desk(two, clinic):
    register(two.writer, clinic, two.unit)
    units = desk_units(two.writer)
    assert [one.clinic for one in clinics_near(units, timezone.now(), 30)] == [clinic]
    assert not clinics_near(units, timezone.now(), 5).exists()


ACTS = st.tuples(st.sampled_from(["register", "withdraw", "seats"]), st.integers(0, 2))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=4, max_size=15))
def test_whatever_happens_seats_go_by_the_order_in_which_units_came(two, clinic, others, acts):
    """A plain list is the model: who comes goes to its end, who steps back leaves it."""
    with transaction.atomic():
        line, seats, told = [], 1, set()
        for act, number in acts:
            member = others[number]
            if act == "register" and member.unit not in line:
                line.append(member.unit)
            if act == "withdraw":
                line = [unit for unit in line if unit != member.unit]
            seats = _act(two, clinic, act, member, number + 1, seats)
            present = seating(Clinic.objects.get(pk=clinic.pk))
            assert units_of(present.seated) == line[:seats]
            assert units_of(present.waiting) == line[seats:]
            assert len(present.seated) <= seats
            told |= {one.pk for one in present.seated}
        letters = OutgoingMail.objects.filter(key__startswith="clinic-seat-").values_list("key", flat=True)
        assert sorted(letters) == sorted(f"clinic-seat-{pk}" for pk in told), "each seat is told once"
        transaction.set_rollback(True)


def _act(two, clinic, act, member, wanted, seats):
    if act == "register":
        register(member.user, clinic, member.unit)
    elif act == "withdraw":
        withdraw_registration(member.user, clinic, member.unit)
    else:
        try:
            change_clinic(two.source_head, clinic, fields_of(seats=wanted), [])
        except ReplicationError:
            return seats
        return wanted
    return seats
