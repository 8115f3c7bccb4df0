"""Every address of a round's result × every role × every phase, before and after its first list is published."""

import pytest
from django.urls import reverse

from selections.rules.phases import Phase
from tests.factories import MemberFactory, log_in
from tests.selections.published import publish, scored_entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]

ALL = {"nobody", "other unit", "writer", "local admin", "evaluator", "panel", "secretariat"}
OF_ENTRY = {"writer", "local admin", "secretariat"}
SECRETARIAT = {"secretariat"}

# Address, its further arguments, who opens it before a list is published, and who after.
TABLE = [
    ("selection_results", [], set(), ALL),
    ("selection_frozen", [1], set(), ALL),
    ("selection_list", [1, "csv"], set(), ALL),
    ("selection_list", [1, "xlsx"], set(), ALL),
    ("selection_objections", [], set(), ALL),
    ("selection_statistics", [], SECRETARIAT, ALL),
    ("selection_statistics_data", [], SECRETARIAT, ALL),
    ("selection_statistics_table", ["provinsi", "csv"], SECRETARIAT, ALL),
    ("selection_log", [], SECRETARIAT, SECRETARIAT),
    ("selection_log_table", ["csv"], SECRETARIAT, SECRETARIAT),
]

BEFORE = [Phase.DRAFT, Phase.OPEN, Phase.CHECK, Phase.JUDGING, Phase.PANEL]
AFTER = [Phase.JUDGING, Phase.PANEL, Phase.OBJECTION, Phase.FINISHED]


@pytest.fixture
def entry(selection_round):
    return scored_entries(selection_round)[0]


@pytest.fixture
def people(selection_round, entry, seated):
    """A person of each role; None is nobody."""
    return {
        "nobody": None,
        "other unit": MemberFactory().user,
        "writer": MemberFactory(unit=entry.unit).user,
        "local admin": MemberFactory(role="local_admin", agency=entry.unit.agency).user,
        "evaluator": seated(selection_round, "evaluator"),
        "panel": seated(selection_round, "panel"),
        "secretariat": seated(selection_round, "secretariat"),
    }


def opened(client, people, address):
    """Return the roles to whom an address opens."""
    found = set()
    for role, person in people.items():
        client.logout()
        if person is not None:
            log_in(client, person)
        response = client.get(address)
        assert response.status_code in (200, 302, 404), (role, address)
        if response.status_code == 200:
            found.add(role)
    return found


def walk(client, people, selection_round, entry):
    """Return who opens each address."""
    found = {
        (name, *more): opened(client, people, reverse(name, args=[selection_round.pk, *more]))
        for name, more, _before, _after in TABLE
    }
    return found | {("feedback",): opened(client, people, reverse("selection_feedback", args=[entry.pk]))}


def in_phase(selection_round, phase):
    selection_round.phase = phase
    selection_round.save()


@pytest.mark.parametrize("phase", BEFORE)
def test_before_a_list_is_published(client, selection_round, entry, people, phase):
    in_phase(selection_round, phase)
    expected = {(name, *more): before for name, more, before, _after in TABLE} | {("feedback",): set()}
    assert walk(client, people, selection_round, entry) == expected


@pytest.mark.parametrize("phase", AFTER)
def test_once_a_list_is_published(client, selection_round, entry, people, moderator, phase):
    publish(selection_round, moderator)
    in_phase(selection_round, phase)
    expected = {(name, *more): after for name, more, _before, after in TABLE} | {("feedback",): OF_ENTRY}
    assert walk(client, people, selection_round, entry) == expected


@pytest.mark.parametrize("phase", Phase)
def test_who_answers_by_post(client, selection_round, entry, people, moderator, phase):
    publish(selection_round, moderator)
    objection = selection_round.objections.create(
        author=people["writer"], unit=entry.unit, cut="top_99", text="Keliru."
    )
    in_phase(selection_round, phase)
    answered = set()
    for role, person in people.items():
        client.logout()
        if person is not None:
            log_in(client, person)
        client.post(reverse("selection_answer", args=[selection_round.pk, objection.pk]), {"answer": "Ya."})
        objection.refresh_from_db()
        if objection.answer:
            answered.add(role)
            objection.answer, objection.answered_at, objection.answered_by = "", None, None
            objection.save()
    assert answered == SECRETARIAT
