"""From the first interest to the copier's own results, by the people of two units."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from common.models import OutgoingMail
from replications.actions import (
    Report,
    attach_signed_file,
    express_interest,
    grow_case,
    propose_agreement,
    start,
    take_step,
    tell_milestone,
    tell_results,
)
from replications.errors import ChangedMeanwhileError, ReplicationError
from replications.models import Replication
from replications.queries import history, step_of
from replications.rules import State, Step
from tests.factories import CaseFactory, DraftFactory, MemberFactory, UnitFactory
from tests.replications.conftest import TERMS

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 4, 1)
WAITS = {"indicator": "Lama antre", "unit": "menit", "better": "lower", "baseline": 200, "value": 30}


def letters_to(person):
    return [mail.subject for mail in OutgoingMail.objects.filter(to=person.email)]


def test_interest_is_stored_and_the_source_gets_a_letter(two):
    replication = two.interested()
    assert (replication.state, replication.version) == (State.INTEREST, 1)
    assert letters_to(two.source_head) == ["Perahu Sehat: Puskesmas Peniru menyampaikan minat"]
    assert [one.address for one in two.source_head.notifications.all()] == [f"/replikasi/{replication.pk}/"]
    assert letters_to(two.head) == []


def test_the_whole_way(two):
    replication = two.implementing(TODAY)
    assert [one.due_on.isoformat() for one in replication.milestones.all()] == [
        "2026-05-01",
        "2026-07-01",
        "2026-10-01",
        "2027-04-01",
    ]
    milestone = replication.milestones.first()
    tell_milestone(two.writer, milestone, "Dua perahu berlayar.", TODAY)
    report = Report(results=[WAITS], changed="Perahu disewa.", obstacles=["terrain", "budget"])
    done = tell_results(two.writer, replication, report, seen=replication.version)
    assert done.state == State.ACHIEVED
    assert done.obstacles == ["budget", "terrain"]
    assert done.results.get().value == 30
    assert [step_of(event) for event in history(done)] == ["express", "accept", "propose", "sign", "start", "achieve"]
    assert all(
        [done.accepted_at, done.agreed_at, done.started_on, done.achieved_at],
    )


def test_a_question_goes_back_and_forth(two):
    asked = two.step(two.source_writer, two.interested(), Step.ASK, "Berapa pulau?")
    answered = two.step(two.writer, asked, Step.REPLY, "Tujuh.")
    assert answered.state == State.INTEREST
    assert [event.data["note"] for event in history(answered)] == ["Antrean tiga jam.", "Berapa pulau?", "Tujuh."]


@pytest.mark.parametrize("step", [Step.DECLINE, Step.ASK])
def test_a_reason_is_needed_and_nothing_is_stored_without(two, step):
    replication = two.interested()
    with pytest.raises(ReplicationError):
        two.step(two.source_head, replication, step, " ")
    replication.refresh_from_db()
    assert (replication.state, replication.version) == (State.INTEREST, 1)


def test_of_two_people_who_act_at_once_the_second_is_told_who_was_quicker(two):
    replication = two.interested()
    take_step(two.source_head, replication, Step.ACCEPT, seen=1)
    with pytest.raises(ChangedMeanwhileError, match=str(two.source_head)):
        take_step(two.head, replication, Step.WITHDRAW, seen=1, note="Tidak jadi.")
    assert Replication.objects.get().state == State.ACCEPTED


def test_an_agreement_is_signed_by_the_other_unit_and_another_person(two):
    accepted = two.step(two.source_head, two.interested(), Step.ACCEPT)
    proposed = propose_agreement(two.head, accepted, TERMS, seen=accepted.version)
    with pytest.raises(ReplicationError):
        two.step(two.head, proposed, Step.SIGN)
    changed = propose_agreement(two.source_head, proposed, TERMS | {"level": "adoption"}, seen=proposed.version)
    with pytest.raises(ReplicationError):
        two.step(two.source_head, changed, Step.SIGN)
    assert two.step(two.head, changed, Step.SIGN).state == State.AGREED
    assert changed.agreement.level == "adoption"


def test_a_moderator_alone_makes_no_agreement(two):
    moderator = MemberFactory(role="moderator").user
    accepted = two.step(moderator, two.interested(), Step.ACCEPT)
    proposed = propose_agreement(moderator, accepted, TERMS, seen=accepted.version)
    with pytest.raises(ReplicationError):
        two.step(moderator, proposed, Step.SIGN)


def test_strangers_may_do_nothing(two):
    stranger = MemberFactory(role="head").user
    with pytest.raises(PermissionDenied):
        express_interest(stranger, two.case, two.unit, need="Ingin.")
    replication = two.implementing(TODAY)
    for step in (Step.STOP, Step.ACCEPT):
        with pytest.raises((PermissionDenied, ReplicationError)):
            two.step(stranger, replication, step, "Alasan.")
    with pytest.raises(PermissionDenied):
        tell_milestone(stranger, replication.milestones.first(), "Baik.", TODAY)
    with pytest.raises(PermissionDenied):
        tell_results(stranger, replication, Report(results=[WAITS]), seen=replication.version)
    with pytest.raises(PermissionDenied):
        grow_case(stranger, replication)


def test_a_unit_copies_neither_its_own_case_nor_a_copy_of_it_nor_a_draft(two):
    copy = CaseFactory(unit=two.unit, replicates=two.case)
    source = two.case.unit
    for case in (two.case, copy, DraftFactory(unit=two.unit)):
        with pytest.raises(ReplicationError):
            express_interest(two.source_head, case, source, need="Ingin.")


def test_one_replication_at_a_time_and_another_after_the_end(two):
    first = two.interested()
    with pytest.raises(ReplicationError):
        two.interested()
    two.step(two.head, first, Step.WITHDRAW, "Belum ada anggaran.")
    second = two.interested()
    assert second.pk != first.pk


def test_what_stopped_is_not_taken_up_beside_a_new_one(two):
    stopped = two.step(two.head, two.implementing(TODAY), Step.STOP, "Perahu rusak.")
    two.interested()
    with pytest.raises(ReplicationError):
        two.step(two.head, stopped, Step.RESUME, "Perahu baru.")


def test_what_stopped_before_it_began_is_taken_up_as_agreed_and_begins_with_milestones(two):
    stopped = two.step(two.head, two.agreed(), Step.STOP, "Anggaran ditunda.")
    again = two.step(two.head, stopped, Step.RESUME, "Anggaran ada.")
    assert again.state == State.AGREED
    begun = start(two.writer, again, TODAY, TODAY, seen=again.version)
    assert (begun.state, begun.milestones.count()) == (State.IMPLEMENTING, 4)


def test_the_implementation_does_not_begin_in_the_future(two):
    agreed = two.agreed()
    with pytest.raises(ReplicationError):
        start(two.writer, agreed, TODAY + datetime.timedelta(days=1), TODAY, seen=agreed.version)
    assert not agreed.milestones.exists()


def test_a_milestone_is_told_once(two):
    milestone = two.implementing(TODAY).milestones.first()
    for note in ("", "Baik."):
        if not note:
            with pytest.raises(ReplicationError):
                tell_milestone(two.writer, milestone, note, TODAY)
            continue
        tell_milestone(two.writer, milestone, note, TODAY)
    with pytest.raises(ReplicationError):
        tell_milestone(two.writer, milestone, "Lagi.", TODAY)


def test_results_need_a_figure_and_may_be_told_anew(two):
    replication = two.implementing(TODAY)
    with pytest.raises(ReplicationError):
        tell_results(two.writer, replication, Report(results=[WAITS | {"value": None}]), seen=replication.version)
    first = tell_results(two.writer, replication, Report(results=[WAITS]), seen=replication.version)
    again = tell_results(two.writer, first, Report(results=[WAITS | {"value": 20}]), seen=first.version)
    assert [result.value for result in again.results.all()] == [20]
    assert again.achieved_at == first.achieved_at


def test_a_local_admin_acts_for_a_unit_that_nobody_has_joined(two):
    unit = UnitFactory(provisioned=False)
    admin = MemberFactory(role="local_admin", agency=unit.agency).user
    accepted = two.step(two.source_head, express_interest(admin, two.case, unit, need="Antre."), Step.ACCEPT)
    proposed = propose_agreement(admin, accepted, TERMS, seen=accepted.version)
    agreed = two.step(two.source_head, proposed, Step.SIGN)
    attach_signed_file(admin, agreed, ContentFile(b"%PDF-1.4\n%%EOF", name="naskah.pdf"))
    begun = start(admin, agreed, TODAY, TODAY, seen=agreed.version)
    tell_results(admin, begun, Report(results=[WAITS]), seen=begun.version)
    assert grow_case(admin, begun).unit == unit


def test_a_case_of_its_own_grows_from_the_results_once(two):
    replication = two.implementing(TODAY)
    with pytest.raises(ReplicationError):
        grow_case(two.writer, replication)
    tell_results(two.writer, replication, Report(results=[WAITS], went_wrong="Ombak."), seen=replication.version)
    page = grow_case(two.writer, replication)
    assert (page.unit, page.replicates, page.live) == (two.unit, two.case, False)
    assert page.section_obstacles == "Ombak."
    assert [outcome.value for outcome in page.get_latest_revision_as_object().outcomes.all()] == [30]
    assert grow_case(two.writer, replication) == page
