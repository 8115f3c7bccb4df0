"""Who may verify a case: somebody of the unit who did not write it, and one decision only."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from wagtail.models import TaskState

from innovations.actions import ReviewRefusedError, decide_review
from innovations.review_queries import contributors, open_reviews, reviewers
from tests.factories import AgencyFactory, MemberFactory, UnitFactory, log_in
from tests.innovations.editing import edit_url, posted, ready_case, start, state_of, write_as

pytestmark = pytest.mark.django_db


class TestWhoMayVerify:
    def test_the_verifier_of_the_unit_but_not_of_another(self, case, author, verifier):
        other = MemberFactory(role="verifier").user
        step = start(case, author)
        assert reviewers("unit", [case])[case.pk] == [verifier]
        with pytest.raises(PermissionDenied):
            decide_review(step.pk, other, approve=True)

    def test_nobody_who_changed_the_text(self, client, case, author, verifier):
        write_as(client, verifier, case, section_idea="Ditambah verifikator.")
        head = MemberFactory(unit=case.unit, role="head").user
        step = start(case, author)
        assert reviewers("unit", [case])[case.pk] == [head]
        with pytest.raises(PermissionDenied):
            decide_review(step.pk, verifier, approve=True)

    def test_opening_the_editor_and_saving_without_a_change_is_no_contribution(self, client, case, author, verifier):
        write_as(client, author, case, section_idea="Ide penulis.")
        write_as(client, verifier, case)
        assert contributors([case])[case.pk] == {author.pk}
        assert reviewers("unit", [case])[case.pk] == [verifier]

    def test_autosave_that_overwrites_a_revision_is_a_contribution(self, client, case, author):
        log_in(client, author)
        data = posted(client, case)
        first = client.post(edit_url(case), data, headers={"accept": "application/json"}).json()
        assert contributors([case])[case.pk] == set()
        data["overwrite_revision_id"] = str(first["revision_id"])
        data["section_idea"] = "Diketik belakangan."
        second = client.post(edit_url(case), data, headers={"accept": "application/json"}).json()
        assert second["revision_id"] == first["revision_id"]
        assert contributors([case])[case.pk] == {author.pk}

    def test_what_was_written_before_the_last_publication_counts_no_more(self, client, case, author, verifier):
        write_as(client, verifier, case, section_idea="Ditambah verifikator.")
        case.get_latest_revision().publish()
        case.refresh_from_db()
        assert contributors([case])[case.pk] == set()
        write_as(client, author, case, section_idea="Diubah penulis.")
        case.refresh_from_db()
        assert contributors([case])[case.pk] == {author.pk}

    def test_where_the_unit_has_one_person_the_local_admin_verifies(self, client, case, author):
        admin = MemberFactory(role="local_admin", agency=case.unit.agency).user
        MemberFactory(role="local_admin", agency=AgencyFactory())
        write_as(client, author, case, section_idea="Ide.")
        assert reviewers("unit", [case])[case.pk] == [admin]

    def test_where_nobody_else_is_there_a_moderator_verifies(self, client, case, author, moderator):
        write_as(client, author, case, section_idea="Ide.")
        step = start(case, author)
        decide_review(step.pk, moderator, approve=True)
        assert state_of(case).current_task_state.task.reviewtask.step == "network"

    def test_only_a_moderator_publishes(self, case, author, verifier):
        decide_review(start(case, author).pk, verifier, approve=True)
        with pytest.raises(PermissionDenied):
            decide_review(state_of(case).current_task_state.pk, verifier, approve=True)

    def test_what_a_moderator_sees_costs_the_same_however_much_waits(
        self, author, verifier, moderator, django_assert_max_num_queries
    ):
        for number in range(6):
            start(ready_case(author.memberships.get().unit, owner=author, title=f"Kasus {number}"), author)
        with django_assert_max_num_queries(10):
            assert open_reviews(moderator) == []
        assert len(open_reviews(verifier)) == 6


@pytest.mark.django_db(transaction=True)
def test_two_people_who_press_at_the_same_moment_decide_once():
    unit = UnitFactory()
    author = MemberFactory(unit=unit).user
    people = [MemberFactory(unit=unit, role="verifier").user for _ in range(2)]
    step = start(ready_case(unit, owner=author), author)
    together = Barrier(2)

    def press(person):
        together.wait()
        try:
            decide_review(step.pk, person, approve=True)
            return "decided"
        except ReviewRefusedError:
            return "told"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, people)) == ["decided", "told"]
    assert TaskState.objects.filter(status="approved").count() == 1
