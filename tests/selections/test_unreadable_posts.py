"""What can't be read is refused in words and stores nothing: no post that leads elsewhere is dropped in silence."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from selections.models import CheckFinding, Objection
from selections.rules.phases import Phase
from tests.factories import MemberFactory, log_in
from tests.selections.judging import entered, seats
from tests.selections.published import publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]
LONG = "x" * 1_000_000
JUNK = [{}, {"seen": "x"}, {"seen": "-1"}, {"seen": "9" * 5000}, {"seen": "\0"}]

TO_THE_SECRETARIAT = [
    ("entry_step", {"seen": 0, "step": "promote"}),
    ("entry_step", {"seen": 0, "step": "admit", "note": LONG}),
    ("entry_decide", {"seen": 0, "decided": "perhaps", "reason": "Alasan."}),
    ("entry_decide", {"seen": 0, "decided": "pass", "reason": ""}),
    ("entry_decide", {"seen": 0, "decided": "pass", "reason": LONG}),
    ("entry_answer", {"seen": 0, "answer": LONG}),
    ("selection_step", {"seen": 0, "step": "teleport"}),
    *((name, junk) for name in ("entry_step", "entry_decide", "entry_answer", "selection_step") for junk in JUNK),
]
TO_THE_PANEL = [
    ("selection_panel_note", {"text": ""}),
    ("selection_panel_note", {"text": LONG}),
    ("selection_vote", {"for_it": "perhaps"}),
    ("selection_vote", {}),
    ("selection_move", {"onto": "yes", "reason": ""}),
    ("selection_move", {"onto": "3", "reason": "Alasan."}),
]


def _said(client, address, told):
    return [str(one) for one in get_messages(client.post(address, told).wsgi_request)]


@pytest.mark.parametrize(("name", "told"), TO_THE_SECRETARIAT)
def test_the_secretariat_is_told(client, make_round, moderator, name, told):
    held = make_round(Phase.CHECK)
    entry = entered(held, 1, state="submitted")
    finding = CheckFinding.objects.create(entry=entry, check_code="quota", found="fail", facts={})
    objection = Objection.objects.create(round=held, entry=entry, author=moderator, text="Keberatan.")
    more = {"entry_decide": [finding.pk], "entry_answer": [objection.pk]}.get(name, [])
    key = held.pk if name == "selection_step" else entry.pk
    log_in(client, moderator)
    assert _said(client, reverse(name, args=[key, *more]), told)
    entry.refresh_from_db()
    held.refresh_from_db()
    assert (entry.state, held.version, finding.decided) == ("submitted", 0, "")


@pytest.mark.parametrize("told", [{"seen": 0, "text": LONG}, {"seen": 0}, *JUNK])
def test_a_unit_that_objects_is_told(client, make_round, told):
    entry = entered(make_round(Phase.CHECK), 1, state="rejected")
    log_in(client, MemberFactory(unit=entry.unit).user)
    assert _said(client, reverse("entry_objection", args=[entry.pk]), told)
    assert not Objection.objects.exists()


@pytest.mark.parametrize(("name", "told"), TO_THE_PANEL)
def test_the_panel_is_told(client, selection_round, moderator, name, told):
    publish(selection_round, moderator)
    selection_round.phase = Phase.PANEL
    selection_round.save()
    (seat,) = seats(selection_round, 1, "panel")
    log_in(client, seat.user)
    assert _said(client, reverse(name, args=[selection_round.pk, 1]), told)
