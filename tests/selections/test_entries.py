"""A unit enters a case, writes the entry and passes it on; its local admin returns or submits it."""

import datetime
import hashlib
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from common.models import Notification, OutgoingMail
from selections.actions import attach_paper, enter_case, invite_unit, pin_again, save_answers, withdraw_unit_invitation
from selections.entries.queries import history
from selections.errors import SelectionError, StaleError
from selections.models import Entry, InvitedUnit
from selections.rules.entries import EntryState, EntryStep
from selections.rules.phases import Phase
from tests.factories import AgencyFactory, CaseFactory, DraftFactory, MemberFactory, UnitFactory, log_in
from tests.selections.entering import entrant, took
from tests.selections.rulebooks import RULES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]
PDF = b"%PDF-1.4\n%contoh\n%%EOF\n"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def one():
    return entrant()


def _verbs(entry):
    return [event.verb.removeprefix("selection.") for event in history(entry)][::-1]


def _pdf(content=PDF):
    return SimpleUploadedFile("rahasia dinkes.pdf", content)


def test_an_entry_pins_the_case_and_is_filled_from_it(one, selection_round):
    entry = one.enters(selection_round)
    assert entry.number == 1
    assert entry.title == one.case.title
    assert entry.answers == {"ringkasan": one.case.summary, "ide": "Perahu menjadi puskesmas."}
    assert hashlib.sha256(entry.record.encode()).hexdigest() == entry.record_sha256
    assert json.loads(entry.record)["id"] == one.case.record_id
    assert entry.revision == one.case.live_revision
    assert _verbs(entry) == ["entry_begun"]


def test_a_double_click_enters_once(one, selection_round):
    assert one.enters(selection_round) == one.enters(selection_round)
    assert Entry.objects.count() == 1


def test_what_was_withdrawn_can_be_entered_anew_with_a_number_of_its_own(one, selection_round):
    took(one.writer, one.enters(selection_round), EntryStep.WITHDRAW)
    assert one.enters(selection_round).number == 2


def test_who_does_not_write_for_the_unit_enters_nothing(one, selection_round, moderator):
    for stranger in (MemberFactory().user, moderator):
        with pytest.raises(PermissionDenied):
            enter_case(stranger, selection_round, one.case, "umum", "kesehatan")


@pytest.mark.parametrize(
    ("opens_in_days", "phase"), [(1, Phase.OPEN), (-11, Phase.OPEN), (-1, Phase.DRAFT), (-1, Phase.CHECK)]
)
def test_a_round_that_is_not_open_takes_nothing(one, make_round, opens_in_days, phase):
    held = make_round(phase, opens_at=timezone.now() + opens_in_days * DAY)
    with pytest.raises(SelectionError, match="tidak menerima"):
        one.enters(held)


def test_a_round_of_an_agency_takes_its_units_alone(one, make_round):
    with pytest.raises(SelectionError, match="hanya untuk unit"):
        one.enters(make_round(agency=AgencyFactory()))
    assert one.enters(make_round(agency=one.unit.agency)).number == 1


def test_group_category_and_case_must_be_fit(one, selection_round):
    with pytest.raises(SelectionError, match="kelompok"):
        enter_case(one.writer, selection_round, one.case, "khusus", "kesehatan")
    with pytest.raises(SelectionError, match="kategori"):
        enter_case(one.writer, selection_round, one.case, "umum", "lain")
    with pytest.raises(SelectionError, match="belum terbit"):
        enter_case(one.writer, selection_round, DraftFactory(unit=one.unit), "umum", "kesehatan")


def test_a_group_by_invitation_takes_invited_units_alone(client, one, make_round, moderator):
    khusus = RULES["groups"][1] | {"entrance": "invitation"}
    held = make_round(rules={"groups": [RULES["groups"][0], khusus]})
    with pytest.raises(SelectionError, match="undangan"):
        one.enters(held, "replikasi")
    with pytest.raises(PermissionDenied):
        invite_unit(one.admin, held, "replikasi", one.unit)
    with pytest.raises(SelectionError):
        invite_unit(moderator, held, "umum", one.unit)
    log_in(client, moderator)
    address = f"/seleksi/{held.pk}/proposal/undangan/"
    words = " ".join(reversed(one.unit.name.split()))
    assert f'value="{one.unit.pk}"' in client.get(address, {"q": words}).text
    for _twice in range(2):
        client.post(address, {"group": "replikasi", "unit": one.unit.pk})
    assert InvitedUnit.objects.get().invited_by == moderator
    assert one.enters(held, "replikasi").group == "replikasi"


@pytest.mark.parametrize("q", ["a " * 1000, " "])
def test_units_are_looked_for_by_words_that_a_name_can_have(client, make_round, moderator, q):
    log_in(client, moderator)
    page = client.get(f"/seleksi/{make_round().pk}/proposal/undangan/", {"q": q})
    assert (page.status_code, page.context["units"]) == (200, [])
    assert page.context["search"].errors["q"]


def test_an_invitation_is_taken_back_while_no_entry_of_the_unit_is_there(client, one, make_round, moderator):
    khusus = RULES["groups"][1] | {"entrance": "invitation"}
    held = make_round(rules={"groups": [RULES["groups"][0], khusus]})
    invited = invite_unit(moderator, held, "replikasi", one.unit)
    entry = one.enters(held, "replikasi")
    with pytest.raises(PermissionDenied):
        withdraw_unit_invitation(one.admin, invited)
    with pytest.raises(SelectionError, match=one.unit.name):
        withdraw_unit_invitation(moderator, invited)
    took(one.writer, entry, EntryStep.WITHDRAW)
    log_in(client, moderator)
    for _twice in range(2):
        client.post(f"/seleksi/{held.pk}/proposal/undangan/{invited.pk}/cabut/")
    assert not InvitedUnit.objects.exists()
    with pytest.raises(SelectionError, match="undangan"):
        one.enters(held, "replikasi")
    again = invite_unit(moderator, held, "replikasi", one.unit)
    held.phase = Phase.CHECK
    held.save()
    with pytest.raises(SelectionError, match="ditutup"):
        withdraw_unit_invitation(moderator, again)


def test_answers_are_kept_with_their_lengths_in_the_log(one, selection_round):
    entry = one.enters(selection_round)
    kept = save_answers(one.writer, entry, {"ide": "Satu\r\ndua tiga."}, "tata_kelola", seen=0)
    assert kept.answers["ide"] == "Satu\ndua tiga."
    assert history(entry).first().data["words"] == {"ringkasan": 0, "ide": 3}
    again = save_answers(one.writer, kept, {"ide": "Satu\ndua tiga."}, "tata_kelola", seen=1)
    assert again.version == 1, "what says nothing new is no change"


def test_who_looked_before_another_wrote_is_told(one, selection_round):
    entry = one.enters(selection_round)
    save_answers(one.admin, entry, {"ide": "Satu."}, "kesehatan", seen=0)
    with pytest.raises(StaleError, match=str(one.admin)):
        save_answers(one.writer, entry, {"ide": "Dua."}, "kesehatan", seen=0)


def test_late_is_late_to_the_second(one, selection_round, monkeypatch):
    entry, closes_at = one.enters(selection_round), selection_round.rulebook.dates.closes_at
    monkeypatch.setattr(timezone, "now", lambda: closes_at + datetime.timedelta(seconds=1))
    for late in (
        lambda: save_answers(one.writer, entry, {"ide": "Dua."}, "kesehatan", seen=0),
        lambda: attach_paper(one.writer, entry, "pernyataan", seen=0, file=_pdf()),
        lambda: pin_again(one.writer, entry, seen=0),
        lambda: took(one.writer, entry, EntryStep.PROPOSE),
        lambda: took(one.admin, entry, EntryStep.SUBMIT),
        lambda: took(one.writer, entry, EntryStep.WITHDRAW),
    ):
        with pytest.raises(SelectionError, match="jam server"):
            late()
    monkeypatch.setattr(timezone, "now", lambda: closes_at)
    assert took(one.admin, entry, EntryStep.SUBMIT).submitted_at == closes_at


def test_what_was_passed_on_is_the_local_admins_to_write(one, selection_round):
    entry = took(one.writer, one.enters(selection_round), EntryStep.PROPOSE)
    writer_only = MemberFactory(unit=one.unit).user
    with pytest.raises(PermissionDenied):
        save_answers(writer_only, entry, {"ide": "Dua."}, "kesehatan", seen=entry.version)
    save_answers(one.admin, entry, {"ide": "Dua."}, "kesehatan", seen=entry.version)
    submitted = took(one.admin, entry, EntryStep.SUBMIT)
    with pytest.raises(SelectionError, match="tidak dapat diambil"):
        save_answers(one.admin, entry, {"ide": "Tiga."}, "kesehatan", seen=submitted.version)


def test_a_paper_is_kept_in_place_of_the_one_before(one, selection_round):
    entry = one.enters(selection_round)
    attach_paper(one.writer, entry, "pernyataan", seen=0, file=_pdf())
    attach_paper(one.writer, entry, "pernyataan", seen=1, file=_pdf(PDF + b"2"))
    attach_paper(one.writer, entry, "video", seen=2, url="https://contoh.go.id/v")
    assert list(entry.papers.values_list("paper", "url")) == [("pernyataan", ""), ("video", "https://contoh.go.id/v")]
    with pytest.raises(SelectionError):
        attach_paper(one.writer, entry, "lain", seen=3, file=_pdf())
    with pytest.raises(SelectionError):
        attach_paper(one.writer, entry, "pernyataan", seen=3, url="https://contoh.go.id/")


def test_the_case_is_pinned_again_while_the_entry_is_written(one, selection_round):
    entry = one.enters(selection_round)
    assert pin_again(one.writer, entry, seen=0).version == 0, "nothing changed"
    one.case.title = "Perahu Sehat Baru"
    one.case.save_revision().publish()
    again = pin_again(one.writer, entry, seen=0)
    assert again.title == "Perahu Sehat Baru"
    assert again.record_sha256 != entry.record_sha256
    assert again.answers == entry.answers


def test_each_step_is_told_to_who_has_the_entry_then(one, selection_round):
    entry = took(one.writer, one.enters(selection_round), EntryStep.PROPOSE)
    assert list(Notification.objects.values_list("person", flat=True)) == [one.admin.pk]
    took(one.admin, entry, EntryStep.RETURN, note="Lengkapi idenya.")
    letter = OutgoingMail.objects.order_by("pk").last()
    assert letter.to == one.writer.email
    assert "Lengkapi idenya." in letter.body
    assert f"/seleksi/proposal/{entry.pk}/" in letter.body


def test_steps_are_logged_with_states_and_note(one, selection_round):
    entry = one.submitted(selection_round)
    took(one.admin, entry, EntryStep.RETURN, note="Keliru.")
    entry.refresh_from_db()
    assert (entry.state, entry.submitted_at) == (EntryState.DRAFT, None)
    assert _verbs(entry) == ["entry_begun", "entry_submit", "entry_return"]
    assert history(entry).first().data == {
        "round": selection_round.pk,
        "before": "submitted",
        "after": "draft",
        "note": "Keliru.",
    }


def test_the_quota_of_the_agency_is_kept_in_each_group(one, selection_round):
    for _number in range(2):
        entrant(one.admin, UnitFactory(agency=one.unit.agency)).submitted(selection_round)
    entry = one.enters(selection_round)
    with pytest.raises(SelectionError, match="2 dari 2"):
        took(one.admin, entry, EntryStep.SUBMIT)
    other = CaseFactory(unit=one.unit)
    free = enter_case(one.writer, selection_round, other, "replikasi", "kesehatan")
    assert took(one.admin, free, EntryStep.SUBMIT).state == EntryState.SUBMITTED
    entrant().submitted(selection_round)
    first = Entry.objects.get(number=1)
    took(one.admin, first, EntryStep.RETURN)
    assert took(one.admin, entry, EntryStep.SUBMIT).state == EntryState.SUBMITTED


def test_the_same_text_sent_twice_at_once_is_no_conflict(selection_round):
    """The form saves itself when the button that saves it is pressed."""
    unit = entrant()
    entry = unit.enters(selection_round)
    seen, answers = entry.version, {"ringkasan": "Perahu menjadi puskesmas."}
    saved = save_answers(unit.writer, entry, answers, "kesehatan", seen=seen)
    assert save_answers(unit.writer, entry, answers, "kesehatan", seen=seen).version == saved.version
    with pytest.raises(StaleError):
        save_answers(unit.writer, entry, {"ringkasan": "Lain."}, "kesehatan", seen=seen)
