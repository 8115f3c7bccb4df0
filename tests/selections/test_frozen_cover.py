"""What a frozen list covers beside the scores: a later change is found and named, and no private word is told."""

import datetime
import json
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from common.models import Attachment
from selections.models import CheckFinding, DeclaredConflict, EntryPaper, Freeze, Objection, PanelNote, Vote
from selections.panel.freezing import Marks, payload_of
from selections.panel.verifying import changes_since
from selections.rules.verification import canonical, digest, verify
from tests.selections.judging import seats
from tests.selections.published import convene, publish, scored_entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]

OLD = Path(__file__).parent / "data" / "frozen_format_1.json"
NEW_PARTS = {"papers", "conflicts", "notes", "votes_by_seat"}
PRIVATE = ("Saudara kandung pengusul.", "Lemah di bukti.", "Mirip milik Puskesmas Lain.", "Berkas Bu Ani sudah ada.")
DAY = datetime.timedelta(days=1)


@pytest.fixture
def panellist(selection_round):
    """Somebody of the panel who has a conflict with one entry, and has noted and voted on others."""
    first, second, third, _fourth = scored_entries(selection_round)
    [seat] = seats(selection_round, 1, "panel")
    DeclaredConflict.objects.create(seat=seat, entry=third, reason=PRIVATE[0])
    PanelNote.objects.create(entry=second, cut="top_99", seat=seat, text=PRIVATE[1])
    Vote.objects.create(entry=first, cut="top_99", seat=seat, for_it=True)
    document = Attachment.objects.create(title="Surat", file=ContentFile(b"%PDF surat", "surat.pdf"))
    EntryPaper.objects.create(entry=first, paper="pernyataan", document=document)
    EntryPaper.objects.create(entry=first, paper="video", url="https://video.example/rahasia")
    CheckFinding.objects.create(entry=first, check_code="likeness", found="fail", decided="pass", reason=PRIVATE[2])
    objected = {"author": seat.user, "unit": first.unit, "answered_at": timezone.now(), "answer": PRIVATE[3]}
    Objection.objects.create(round=selection_round, entry=first, text="Berkas ada.", **objected)
    return seat


@pytest.fixture
def frozen(selection_round, panellist, moderator):
    return publish(selection_round, moderator)


def test_the_file_tells_of_papers_conflicts_notes_and_votes_by_seat(frozen, panellist):
    told = json.loads(frozen.payload)
    seat = panellist.pk
    assert told["votes_by_seat"] == {f"0001 {seat}": {"entry": 1, "seat": seat, "for": True}}
    assert list(told["conflicts"]) == [f"0003 {seat}"]
    assert [one["entry"] for one in told["notes"].values()] == [2]
    assert told["papers"]["0001 pernyataan"]["sha256"] == Attachment.objects.get().sha256
    assert told["papers"]["0001 video"]["sha256"] is None
    assert verify({"sha256": frozen.sha256, "shortlist": told}) == []
    assert list(changes_since(frozen.round)) == []


def test_no_private_word_or_name_is_in_the_file(frozen, panellist):
    names = [panellist.user.email, panellist.user.get_full_name(), "surat.pdf", "video.example"]
    assert not [word for word in (*PRIVATE, *names) if word in frozen.payload]


def _another_file(_seat):
    document = Attachment.objects.get()
    Path(document.file.path).write_bytes(b"%PDF surat lain")


def _no_file(_seat):
    Path(Attachment.objects.get().file.path).unlink()


TAMPERING = [
    (lambda seat: seat.votes.update(for_it=False), "votes_by_seat / 0001 {seat} / for"),
    (lambda seat: seat.votes.all().delete(), "votes_by_seat / 0001 {seat}"),
    (lambda seat: seat.panelnotes.update(text="Kuat di bukti."), "notes / 0002 {note} / note_sha256"),
    (lambda seat: seat.panelnotes.all().delete(), "notes / 0002 {note}"),
    (lambda seat: seat.conflicts.update(at=seat.started_at - DAY), "conflicts / 0003 {seat} / at"),
    (lambda seat: seat.conflicts.all().delete(), "conflicts / 0003 {seat}"),
    (_another_file, "papers / 0001 pernyataan / sha256"),
    (_no_file, "papers / 0001 pernyataan / sha256"),
    (lambda _seat: CheckFinding.objects.update(reason="Lain."), "checks / 0001 likeness / reason_sha256"),
    (lambda _seat: Objection.objects.update(answer="Lain."), "objections / {objection} / answer_sha256"),
    (lambda _seat: EntryPaper.objects.filter(paper="pernyataan").delete(), "papers / 0001 pernyataan"),
    (lambda _seat: EntryPaper.objects.filter(paper="video").update(url="https://lain.example"), "papers / 0001 video"),
]


@pytest.mark.parametrize(("tamper", "place"), TAMPERING)
def test_a_later_change_is_found_and_named(frozen, panellist, tamper, place):
    keys = {"seat": panellist.pk, "note": PanelNote.objects.get().pk, "objection": Objection.objects.get().pk}
    tamper(panellist)
    with pytest.raises(CommandError, match=place.format(**keys)):
        call_command("verify_shortlist", round=frozen.round_id)


@pytest.mark.parametrize("part", sorted(NEW_PARTS))
def test_what_is_altered_in_the_file_shows_as_another_hash(frozen, part):
    told = json.loads(frozen.payload)
    told[part].popitem()
    found = verify({"sha256": frozen.sha256, "shortlist": told})
    assert [one.detail for one in found] == [digest(told)]


def test_a_conflict_that_is_declared_for_the_next_list_leaves_this_one_as_it_is(frozen, panellist):
    DeclaredConflict.objects.create(seat=panellist, entry=frozen.round.entries.get(number=1), reason="Rekan.")
    assert list(changes_since(frozen.round)) == []


def test_a_conflict_counts_that_held_when_the_list_was_frozen(selection_round, panellist, moderator):
    mistaken = DeclaredConflict.objects.create(
        seat=panellist, entry=selection_round.entries.get(number=2), reason="Salah tekan.", lifted_at=timezone.now()
    )
    frozen = publish(selection_round, moderator)
    assert f"{mistaken.entry.number:04} {panellist.pk}" not in json.loads(frozen.payload)["conflicts"]
    DeclaredConflict.objects.filter(lifted_at=None).update(lifted_at=timezone.now())
    assert list(changes_since(frozen.round)) == []


def test_a_file_of_the_first_format_is_still_proved(capsys):
    call_command("verify_shortlist", str(OLD))
    assert "5fa54e0702bcd713fd533bee6b8446b8c1817e68ea7ad049f87fdf571e6760e5" in capsys.readouterr().out


@pytest.mark.parametrize(("number", "lacks"), [(1, NEW_PARTS), (2, set())])
def test_a_list_that_was_frozen_in_an_earlier_format_is_compared_in_what_it_covers(
    selection_round, panellist, moderator, number, lacks
):
    convene(selection_round)
    at = timezone.now()
    now = payload_of(selection_round, selection_round.present_cut, Marks(1, "", selection_round.rules, at, number))
    told = {key: part for key, part in now.items() if key not in lacks}
    assert verify({"sha256": digest(told), "shortlist": told}) == []
    Freeze.objects.create(
        round=selection_round, number=1, cut="top_99", payload=canonical(told), sha256=digest(told), at=at
    )
    changed = {one.place.partition(" /")[0] for _freeze, one in changes_since(selection_round)}
    assert changed == {"placements"}, "it was stored without its places"
    panellist.votes.update(for_it=False)
    changed = {one.place for _freeze, one in changes_since(selection_round)}
    assert {"votes / 0001 / for", "votes / 0001 / against"} <= changed
    CheckFinding.objects.update(reason="Lain.")
    assert "checks / 0001 likeness / reason" in {one.place for _freeze, one in changes_since(selection_round)}
