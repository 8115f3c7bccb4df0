"""Who finds what at the addresses of entries: every address, by role and phase."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from selections.actions import attach_paper
from selections.checks import urls as of_checks
from selections.entries import urls as of_entries
from selections.models import CheckFinding, Entry, EntryPaper, InvitedUnit, Objection
from selections.rules.phases import Phase
from tests.factories import MemberFactory, UserFactory, log_in
from tests.selections.entering import entrant

pytestmark = pytest.mark.django_db
ADDRESSES = [*of_entries.urlpatterns, *of_checks.urlpatterns]
PDF = b"%PDF-1.4\n%contoh\n%%EOF\n"
READ = {"entry", "entry_record", "entry_paper_file"}
POSTED = {"entry_step", "entry_pin", "entry_paper", "entry_decide", "entry_objection", "entry_answer"}
POSTED |= {"round_check", "round_invited_unit_withdraw"}
SECRETARIAT = {"round_entries", "entry_check", "round_invited_units"}
OF_ALL = {"entries", "entry_new"}
ROLES = ("writer", "admin", "secretariat", "moderator", "panel", "evaluator", "other_writer", "other_admin", "nobody")


@pytest.fixture
def one():
    return entrant()


@pytest.fixture
def room(one, make_round, seated):
    """A round with an entry that has a paper, a finding and an objection, and people of all roles."""
    held = make_round()
    entry = one.enters(held)
    attach_paper(one.writer, entry, "pernyataan", seen=0, file=SimpleUploadedFile("a.pdf", PDF))
    Entry.objects.update(state="admitted")
    finding = CheckFinding.objects.create(entry=entry, check_code="quota", found="pass", facts={"reason": "free"})
    objection = Objection.objects.create(round=held, entry=entry, author=one.writer, text="Keberatan.")
    other = entrant()
    people = {
        "writer": one.writer,
        "admin": one.admin,
        "secretariat": seated(held, "secretariat"),
        "moderator": MemberFactory(role="moderator").user,
        "panel": seated(held, "panel"),
        "evaluator": seated(held, "evaluator"),
        "other_writer": other.writer,
        "other_admin": other.admin,
        "nobody": UserFactory(),
    }
    keys = {"round_id": held.pk, "pk": entry.pk, "code": "pernyataan", "finding_id": finding.pk}
    invited = InvitedUnit.objects.create(round=held, group="umum", unit=other.unit, invited_by=people["moderator"])
    return held, people, keys | {"objection_id": objection.pk, "invited_id": invited.pk}


def _addresses(keys):
    for pattern in ADDRESSES:
        yield pattern.name, reverse(pattern.name, kwargs={name: keys[name] for name in pattern.pattern.converters})


def _stored():
    return [model.objects.values().get() for model in (Entry, CheckFinding, Objection, EntryPaper, InvitedUnit)]


def _sees(role, phase):
    if role in ("writer", "admin", "secretariat", "moderator"):
        return True
    return role == "panel" and phase in (Phase.PANEL, Phase.OBJECTION, Phase.FINISHED)


def test_every_address_is_in_the_matrix():
    assert {pattern.name for pattern in ADDRESSES} == READ | POSTED | SECRETARIAT | OF_ALL | {"entry_form"}


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.DRAFT])
def test_what_is_found(client, room, phase):
    held, people, keys = room
    held.phase = phase
    held.save()
    for role in ROLES:
        log_in(client, people[role])
        seen, secretariat = _sees(role, phase), role in ("secretariat", "moderator")
        for name, address in _addresses(keys):
            status = client.get(address).status_code
            if name in READ:
                expected = 200 if seen else 404
            elif name == "entry_form":
                expected = 302 if seen else 404
            elif name in POSTED:
                expected = 405
            else:
                expected = 200 if name in OF_ALL or secretariat else 404
            assert status == expected, (role, name, status)


@pytest.mark.parametrize("phase", list(Phase))
def test_who_has_no_hand_in_it_changes_nothing_by_posting(client, room, phase):
    held, people, keys = room
    held.phase = phase
    held.save()
    before = _stored()
    posted = {"seen": 1, "note": "Alasan.", "reason": "Alasan.", "text": "Teks.", "answer": "Jawab.", "accept": "1"}
    posted |= {"decided": "fail", "category": "kesehatan", "pernyataan-seen": 1, "answer-ide": "Diubah."}
    for role in ("panel", "evaluator", "other_writer", "other_admin", "nobody"):
        log_in(client, people[role])
        for name, address in _addresses(keys):
            for step in ("propose", "submit", "return", "admit", "ask_to_mend", "reject", "mend", "withdraw"):
                file = {"pernyataan-file": SimpleUploadedFile("b.pdf", PDF)} if name == "entry_paper" else {}
                status = client.post(address, posted | {"step": step} | file).status_code
                assert status in (403, 404, 405) or name in OF_ALL or role == "panel", (role, name, status)
                if name != "entry_step":
                    break
    assert _stored() == before


def test_who_is_not_logged_in_is_asked_to(client, room):
    for _name, address in _addresses(room[2]):
        for method in (client.get, client.post):
            assert method(address).headers["Location"].startswith("/masuk/")


def test_a_moderator_proves_the_second_factor_first(client, room):
    client.force_login(room[1]["moderator"])
    for _name, address in _addresses(room[2]):
        assert client.get(address).headers["Location"].startswith("/masuk/kode/")
