"""The administrative selection: all entries are checked at once, people decide, units object."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from common.models import OutgoingMail
from innovations.models import Award
from replications.models import Replication
from replications.rules import State
from search.entry_likeness import alike_entries
from selections.actions import (
    answer_objection_to_check,
    decide_finding,
    object_to_check,
)
from selections.checks.likeness import EntryText
from selections.checks.words import reason_of
from selections.errors import SelectionError, StaleError
from selections.models import CheckFinding, Entry
from selections.rules.checks import Check, Found
from selections.rules.entries import EntryState, EntryStep
from selections.rules.phases import Phase
from tests.factories import CaseFactory, MemberFactory, log_in
from tests.selections.entering import check_round, entrant, took
from tests.selections.published import publish
from tests.site.pages import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]
ORIGINAL_TEXT = "Perahu membawa dokter, bidan dan obat ke desa terapung setiap hari pasar."


@pytest.fixture
def one():
    return entrant(title="Perahu Sehat", started_on="2020", section_idea=ORIGINAL_TEXT)


@pytest.fixture
def checked(one, selection_round):
    """An entry in a round that has closed and is checked."""
    entry = one.submitted(selection_round)
    _close(selection_round)
    entry.refresh_from_db()
    return entry


def _close(selection_round):
    selection_round.phase = Phase.CHECK
    selection_round.save()


def _outcomes(entry):
    return {one.check_code: one.found for one in entry.findings.all()}


def test_all_that_was_submitted_is_checked_and_again_changes_nothing(checked, selection_round, moderator):
    for _twice in range(2):
        run = check_round(moderator, selection_round)
        assert (run.checked, run.total, run.failed) == (1, 1, False)
        assert _outcomes(checked) == {
            "age": "pass",
            "quota": "pass",
            "answers": "pass",
            "words": "pass",
            "papers": "fail",
            "awards": "pass",
            "likeness": "pass",
        }
    reasons = [reason_of(one) for one in checked.findings.all()]
    assert "Belum dilampirkan: Surat pernyataan implementasi" in reasons
    assert "Proposal ke-1 dari instansi ini di kelompoknya; kuotanya 2." in reasons


def test_awards_of_the_scheme_of_the_round_count(one, make_round, moderator):
    one.case.awards = [Award(scheme="kipp", rank="Top 45"), Award(scheme="iga", rank="Top 99")]
    one.case.save_revision().publish()
    for scheme, expected in (("kipp", "fail"), ("iga", "pass"), ("pkri", "pass")):
        held = make_round(scheme=scheme)
        entry = one.submitted(held)
        _close(held)
        check_round(moderator, held)
        assert _outcomes(entry)["awards"] == expected


@pytest.mark.parametrize(("told", "expected"), [([], "pass"), ([2025], "pass"), ([2024], "fail")])
def test_a_place_on_a_list_published_here_is_an_award_too(one, make_round, moderator, told, expected):
    earlier = make_round(scheme="kipp", year=2025)
    publish(earlier, moderator)
    earlier.entries.filter(number=1).update(case=one.case)
    one.case.awards = [Award(scheme="kipp", rank="Top 99", year=year) for year in told]
    one.case.save_revision().publish()
    held = make_round(scheme="kipp")
    entry = one.submitted(held)
    _close(held)
    check_round(moderator, held)
    assert _outcomes(entry)["awards"] == expected, "one «Top 99» is allowed, and that of a year counts once"


def test_a_finding_of_an_earlier_form_of_a_check_says_so():
    finding = CheckFinding(check_code=Check.ORIGINAL, found=Found.PASS, facts={"reason": "original", "original": "A"})
    assert "bentuk lama pemeriksaan" in reason_of(finding)


def test_a_copy_is_known_by_its_replication_or_by_what_its_case_names(selection_round, moderator):
    original = CaseFactory(title="Perahu Sehat")
    grown, naming, neither = entrant(title="A"), entrant(title="B", replicates=original), entrant(title="C")
    state, now = State.ACHIEVED, timezone.now()
    Replication.objects.create(
        case=original, unit=grown.unit, own_case=grown.case, state=state, need="Perlu.", expressed_at=now,
        waiting_since=now,
    )  # fmt: skip
    entries = [one.submitted(selection_round, "replikasi") for one in (grown, naming, neither)]
    _close(selection_round)
    check_round(moderator, selection_round)
    told = [CheckFinding.objects.get(entry=entry, check_code=Check.ORIGINAL) for entry in entries]
    assert [one.found for one in told] == ["pass", "pass", "unknown"]
    assert "Tumbuh dari replikasi “Perahu Sehat”" in reason_of(told[0])
    assert "menyebut “Perahu Sehat”" in reason_of(told[1])
    assert "tidak menyebut" in reason_of(told[2])


def test_same_title_and_same_words_are_found_this_year_and_before(one, make_round, moderator):
    earlier = make_round(year=2025)
    one.submitted(earlier)
    held = make_round(year=2026)
    again = one.submitted(held)
    twin = entrant(title="PERAHU  sehat", section_idea="Kata yang lain sama sekali.", summary="Lain.").submitted(held)
    copy = entrant(title="Kapal Bidan", section_idea=ORIGINAL_TEXT + " Murah.").submitted(held)
    own = entrant(title="Antrean Daring", section_idea="Warga memilih jam.", summary="Tanpa antre.").submitted(held)
    _close(held)
    check_round(moderator, held)
    found = {
        entry: CheckFinding.objects.get(entry=entry, check_code=Check.LIKENESS) for entry in (again, twin, copy, own)
    }
    assert [found[entry].found for entry in (twin, copy, own)] == ["fail", "unknown", "pass"]
    named = {row["key"] for row in found[again].facts["alike"]}
    assert named == {twin.pk, copy.pk}, "the same case in an earlier round is no copy"
    assert "KIPP Contoh 2025" in reason_of(found[twin])


def test_a_check_costs_the_same_however_many_entries(checked, selection_round, moderator):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            check_round(moderator, selection_round)
        return len(captured)

    check_round(moderator, selection_round)
    first = cost()
    for number in range(2, 6):
        other = entrant()
        Entry.objects.create(
            round=selection_round, number=number, case=other.case, unit=other.unit, group="umum", category="kesehatan",
            title=f"Lain {number}", record="{}", pinned_at=timezone.now(), state="submitted", started_by=other.writer,
        )  # fmt: skip
    assert cost() == first


def test_a_decision_against_a_finding_needs_a_reason_and_outlives_a_new_check(checked, selection_round, moderator):
    check_round(moderator, selection_round)
    finding = checked.findings.get(check_code=Check.PAPERS)
    with pytest.raises(SelectionError, match="alasan"):
        decide_finding(moderator, finding, Found.PASS, " ", seen=checked.version)
    decide_finding(moderator, finding, Found.PASS, "Diterima lewat surat.", seen=checked.version)
    with pytest.raises(StaleError):
        decide_finding(moderator, finding, Found.FAIL, "Tidak.", seen=checked.version)
    check_round(moderator, selection_round)
    finding.refresh_from_db()
    assert (finding.found, finding.outcome, finding.decided_by) == ("fail", Found.PASS, moderator)


def test_only_the_secretariat_checks_and_decides(one, checked, selection_round, moderator):
    check_round(moderator, selection_round)
    finding = checked.findings.first()
    for person in (one.writer, one.admin, MemberFactory().user):
        with pytest.raises(PermissionDenied):
            check_round(person, selection_round)
        with pytest.raises(PermissionDenied):
            decide_finding(person, finding, Found.PASS, "Alasan.", seen=checked.version)


def test_entries_are_checked_after_closing_alone(selection_round, moderator):
    with pytest.raises(SelectionError):
        check_round(moderator, selection_round)


def test_an_objection_is_answered_on_record_and_may_admit(one, checked, moderator):
    rejected = took(moderator, checked, EntryStep.REJECT)
    objection = object_to_check(one.writer, rejected, "Suratnya sudah dikirim.", seen=rejected.version)
    with pytest.raises(SelectionError, match="satu per satu"):
        object_to_check(one.writer, rejected, "Lagi.", seen=rejected.version + 1)
    rejected.refresh_from_db()
    with pytest.raises(PermissionDenied):
        answer_objection_to_check(one.writer, objection, "Ya.", accept=True, seen=rejected.version)
    answer_objection_to_check(moderator, objection, "Benar, ada.", accept=True, seen=rejected.version)
    rejected.refresh_from_db()
    objection.refresh_from_db()
    assert (rejected.state, objection.answer) == (EntryState.ADMITTED, "Benar, ada.")
    with pytest.raises(SelectionError):
        answer_objection_to_check(moderator, objection, "Lagi.", accept=False, seen=rejected.version)


def test_an_objection_is_late_to_the_second(one, checked, moderator, monkeypatch):
    rejected = took(moderator, checked, EntryStep.REJECT)
    until = rejected.round.rulebook.dates.objections_until
    monkeypatch.setattr(timezone, "now", lambda: until + datetime.timedelta(seconds=1))
    with pytest.raises(SelectionError):
        object_to_check(one.writer, rejected, "Terlambat.", seen=rejected.version)
    monkeypatch.setattr(timezone, "now", lambda: until)
    assert object_to_check(one.writer, rejected, "Tepat.", seen=rejected.version)


@pytest.mark.parametrize(("step", "told"), [(EntryStep.REJECT, "menyanggah"), (EntryStep.ASK_TO_MEND, "memperbaiki")])
def test_the_unit_is_told_until_when_it_can_do_something(one, checked, moderator, step, told):
    took(moderator, checked, step)
    letter = OutgoingMail.objects.filter(to=one.writer.email).latest("pk")
    assert f"Anda dapat {told}" in letter.body


def test_what_may_still_be_mended_is_not_rejected_and_nothing_is_once_it_is_late_to_object(
    client, one, checked, moderator, monkeypatch
):
    mending = took(moderator, checked, EntryStep.ASK_TO_MEND)
    dates, second = mending.round.rulebook.dates, datetime.timedelta(seconds=1)
    log_in(client, moderator)
    page = client.get(f"/seleksi/proposal/{mending.pk}/periksa/").text
    assert "Unit masih dapat memperbaiki" in page
    assert 'value="reject"' not in page
    with pytest.raises(SelectionError, match="masih dapat memperbaiki"):
        took(moderator, mending, EntryStep.REJECT)
    monkeypatch.setattr(timezone, "now", lambda: dates.objections_until + second)
    with pytest.raises(SelectionError, match="menyanggah"):
        took(moderator, mending, EntryStep.REJECT)
    monkeypatch.setattr(timezone, "now", lambda: dates.mending_until + second)
    rejected = took(moderator, mending, EntryStep.REJECT)
    assert object_to_check(one.writer, rejected, "Sudah kami perbaiki.", seen=rejected.version)


def test_the_secretariat_goes_from_the_list_to_a_decision(
    client, one, checked, selection_round, moderator, django_capture_on_commit_callbacks
):
    log_in(client, moderator)
    here = f"/seleksi/{selection_round.pk}/proposal/"
    assert "Belum ada proposal yang diperiksa." in client.get(here).text
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{here}periksa/")
    assert "1 dari 1 proposal" in client.get(here).text
    for narrowed, shown in (("q=1", 1), ("q=0001", 1), ("q=perahu", 1), ("q=2", 0), ("state=draft", 0),
                            ("check=papers&found=fail", 1), ("check=age&found=fail", 0)):  # fmt: skip
        page = BeautifulSoup(client.get(f"{here}?{narrowed}").content, "html.parser")
        assert len(page.select("tbody tr")) == shown, narrowed
    address = f"/seleksi/proposal/{checked.pk}/"
    page = client.get(f"{address}periksa/").text
    assert "Belum dilampirkan: Surat pernyataan implementasi" in page
    finding = checked.findings.get(check_code=Check.PAPERS)
    decided = {"decided": "pass", "reason": "Ada di lampiran lain.", "seen": checked.version}
    client.post(f"{address}periksa/{finding.pk}/", decided)
    assert "Ada di lampiran lain." in client.get(f"{address}periksa/").text
    client.post(f"{address}langkah/", {"step": "reject", "note": "Kurang.", "seen": checked.version + 1})
    log_in(client, one.writer)
    client.post(f"{address}sanggah/", {"text": "Keberatan.", "seen": checked.version + 2})
    log_in(client, moderator)
    (objection,) = checked.objections.all()
    client.post(f"{address}sanggah/{objection.pk}/", {"answer": "Tetap.", "seen": checked.version + 3})
    log_in(client, one.writer)
    assert "Tetap." in client.get(address).text
    checked.refresh_from_db()
    assert checked.state == EntryState.REJECTED


def test_the_list_costs_the_same_however_many_entries(client, checked, selection_round, moderator):
    log_in(client, moderator)
    here = f"/seleksi/{selection_round.pk}/proposal/"
    check_round(moderator, selection_round)
    before = queries(client, here)
    other = entrant()
    Entry.objects.create(
        round=selection_round, number=2, case=other.case, unit=other.unit, group="umum", category="kesehatan",
        title="Lain", record="{}", pinned_at=timezone.now(), state="submitted", started_by=other.writer,
    )  # fmt: skip
    check_round(moderator, selection_round)
    assert queries(client, here) == before


def test_likeness_is_the_weight_of_the_words_that_two_texts_share():
    texts = {
        1: EntryText("A", "perahu dokter bidan"),
        2: EntryText("B", "perahu dokter bidan"),
        3: EntryText("C", "antrean loket"),
        4: EntryText("", ""),
        5: EntryText("", ""),
    }
    found = alike_entries(texts, [1, 3, 4], least=0.5, most=3)
    assert [(one.key, one.same_title) for one in found[1]] == [(2, False)]
    assert 0.5 < found[1][0].share < 1, "their titles differ"
    assert found[3] == found[4] == [], "what says nothing is like nothing"
