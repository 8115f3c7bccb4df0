"""The home page of the CMS and the list of reviews cost the same, however many cases there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from innovations.actions import decide_review
from tests.factories import MemberFactory, UnitFactory, log_in
from tests.innovations.editing import ready_case, start
from units.models import ErrorReport

pytestmark = pytest.mark.django_db


def one_of_each(number, author, verifier, moderator):
    """Add a case in each state and a report, in the unit of the author and in one where nobody can verify."""
    unit = author.memberships.get().unit

    def new(name):
        return ready_case(unit, owner=author, title=f"{name} {number}", section_problem="")

    def complete(name, owner=author, place=unit):
        return ready_case(place, owner=owner, title=f"{name} {number}")

    new("Rancangan")
    changed = complete("Berubah")
    changed.get_latest_revision().publish()
    draft = changed.get_latest_revision_as_object()
    draft.section_idea = "Ide."
    draft.save_revision(user=author)
    complete("Terbit").get_latest_revision().publish()
    start(complete("Menunggu verifikator"), author)
    decide_review(start(complete("Menunggu moderator"), author).pk, verifier, approve=True)
    decide_review(start(complete("Dikembalikan"), author).pk, verifier, approve=False, reason="Perbaiki.")
    lonely = MemberFactory(unit=UnitFactory()).user
    start(complete("Tanpa verifikator", lonely, lonely.memberships.get().unit), lonely)
    ErrorReport.objects.create(unit=unit, page_id=changed.pk, page_title=changed.title, message="Angkanya keliru.")


@pytest.mark.parametrize("address", ["/kelola/", "/kelola/reports/workflow_tasks/"])
@pytest.mark.parametrize("role", ["author", "verifier", "head", "moderator"])
def test_more_cases_cost_no_more(client, author, verifier, moderator, role, address):
    head = MemberFactory(unit=author.memberships.get().unit, role="head").user
    log_in(client, {"author": author, "verifier": verifier, "head": head, "moderator": moderator}[role])
    costs = []
    for numbers in ([0], [1, 2]):
        for number in numbers:
            one_of_each(number, author, verifier, moderator)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
