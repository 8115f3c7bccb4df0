"""The feedback to a unit: what was frozen, what was said, no names; to whom it is told and from when."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common.models import Notification, OutgoingMail
from selections.judging.stage_sheets import Given
from selections.models import Seat
from selections.results.letters import feedback_letter
from selections.rules.phases import Phase
from tests.factories import MemberFactory, UserFactory, log_in
from tests.selections.judging import scored
from tests.selections.published import publish, scored_entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]


@pytest.fixture
def entries(selection_round):
    return scored_entries(selection_round)


def page(client, entry):
    return client.get(reverse("selection_feedback", args=[entry.pk]))


def test_the_letter_says_what_the_table_worked_by_hand_says(selection_round, entries, moderator):
    publish(selection_round, moderator)
    letter = feedback_letter(entries[2])
    [told] = letter.lists
    assert (told.name, told.on_list, told.place, told.of, told.score) == ("Top 99", False, 3, 3, Decimal(75))
    [stage] = letter.stages
    assert (stage.name, stage.score, [*stage.sheets.evaluators]) == ("Penilaian proposal", Decimal(75), [1, 2])
    said = [Given(Decimal(50), "Bukti ada."), Given(Decimal(100), "Bukti ada.")]
    lines = [(line.criterion.name, line.mean, line.given) for line in stage.sheets.lines]
    assert lines == [("Kebaruan", Decimal(75), said), ("Dampak", Decimal(75), said)]


def test_the_letter_says_where_severity_was_taken_out(client, selection_round, entries, moderator):
    selection_round.rules["stages"][0]["official"] = "adjusted"
    selection_round.save()
    publish(selection_round, moderator)
    log_in(client, MemberFactory(unit=entries[0].unit).user)
    assert "setelah disesuaikan dengan ketegasan" in page(client, entries[0]).text


def test_a_stage_of_the_next_list_is_not_told_before_that_is_published(selection_round, entries, moderator):
    publish(selection_round, moderator)
    selection_round.phase, selection_round.cut = Phase.PANEL, 1
    selection_round.save()
    panellist = Seat.objects.create(round=selection_round, user=UserFactory(), role="panel")
    for number in (1, 2, 4):
        scored(entries[number - 1], panellist, {"paparan": "60", "keberlanjutan": "80"}, "interview")
    assert [stage.name for stage in feedback_letter(entries[0]).stages] == ["Penilaian proposal"]
    publish(selection_round, moderator)
    letter = feedback_letter(entries[0])
    assert [(one.name, one.on_list, one.score) for one in letter.lists] == [
        ("Top 99", True, Decimal(81)),
        ("Top 45", True, Decimal("77.7")),
    ]
    assert [(stage.name, stage.score) for stage in letter.stages] == [
        ("Penilaian proposal", Decimal(81)),
        ("Presentasi dan wawancara", Decimal(70)),
    ]
    assert len(feedback_letter(entries[2]).lists) == 1


def test_who_reads_the_letter(client, selection_round, entries, moderator, seated):
    entry = entries[0]
    publish(selection_round, moderator)
    reads = {
        "member": (MemberFactory(unit=entry.unit).user, 200),
        "local admin": (MemberFactory(role="local_admin", agency=entry.unit.agency).user, 200),
        "secretariat": (seated(selection_round, "secretariat"), 200),
        "other unit": (MemberFactory().user, 404),
        "local admin of another agency": (MemberFactory(role="local_admin").user, 404),
        "evaluator": (seated(selection_round, "evaluator"), 404),
        "panellist": (seated(selection_round, "panel"), 404),
    }
    assert page(client, entry).status_code == 302
    found = {}
    for who, (person, _expected) in reads.items():
        log_in(client, person)
        found[who] = page(client, entry).status_code
    assert found == {who: expected for who, (_person, expected) in reads.items()}


@pytest.mark.parametrize("phase", [Phase.CHECK, Phase.JUDGING, Phase.PANEL])
def test_nobody_reads_it_before_a_list_is_published(client, selection_round, entries, phase):
    selection_round.phase = phase
    selection_round.save()
    log_in(client, MemberFactory(unit=entries[0].unit).user)
    assert page(client, entries[0]).status_code == 404


def test_it_names_nobody_who_scored(client, selection_round, entries, moderator):
    publish(selection_round, moderator)
    log_in(client, MemberFactory(unit=entries[0].unit).user)
    words = page(client, entries[0]).content.decode()
    assert "Bukti ada." in words
    assert "Evaluator 2" in words
    for seat in Seat.objects.filter(round=selection_round):
        assert seat.user.get_full_name() not in words
        assert seat.user.email not in words


def test_the_people_of_each_unit_are_told_once_for_each_list(selection_round, entries, moderator):
    member = MemberFactory(unit=entries[0].unit).user
    admin = MemberFactory(role="local_admin", agency=entries[2].unit.agency).user
    freeze = publish(selection_round, moderator)
    told = Notification.objects.filter(key__startswith=f"list-{freeze.pk}-")
    assert {(one.person, one.address) for one in told} == {
        (member, f"/seleksi/proposal/{entries[0].pk}/umpan-balik/"),
        (admin, f"/seleksi/proposal/{entries[2].pk}/umpan-balik/"),
    }
    assert OutgoingMail.objects.filter(key__in=told.values("key"), to__in=[member.email, admin.email]).count() == 2


def test_publishing_takes_as_many_queries_for_any_number_of_units(make_round, moderator):
    def queries(members):
        held = make_round()
        for entry in scored_entries(held)[:members]:
            MemberFactory(unit=entry.unit)
        with CaptureQueriesContext(connection) as counted:
            publish(held, moderator)
        return len(counted)

    queries(1)
    assert queries(1) == queries(4)
