"""How a case gets from a draft to everyone, and who may take which step."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import TaskState, Workflow

from common.models import Event
from innovations.actions import ReviewRefusedError, decide_review, ensure_workflow
from innovations.models import InnovationPage, ReviewTask
from innovations.review_queries import history, open_reviews
from tests.factories import MemberFactory, log_in
from tests.innovations.editing import edit_url, ready_case, start, state_of, submit_as, write_as

pytestmark = pytest.mark.django_db


def test_setting_the_workflow_up_twice_changes_nothing():
    ensure_workflow()
    ensure_workflow()
    assert Workflow.objects.count() == 1
    assert list(Workflow.objects.get().tasks.values_list("reviewtask__step", flat=True)) == ["unit", "network"]


def test_a_case_goes_from_author_by_verifier_to_moderator_and_is_published(client, case, author, verifier, moderator):
    submit_as(client, author, case)
    assert state_of(case).current_task_state.task.reviewtask.step == "unit"

    decide_review(state_of(case).current_task_state.pk, verifier, approve=True)
    assert state_of(case).current_task_state.task.reviewtask.step == "network"
    assert not case.live

    decide_review(state_of(case).current_task_state.pk, moderator, approve=True)
    case.refresh_from_db()
    assert case.live
    assert case.current_workflow_state is None


def test_every_step_writes_to_those_whom_it_concerns(
    client, case, author, verifier, moderator, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        submit_as(client, author, case)
        step = state_of(case).current_task_state
        decide_review(step.pk, verifier, approve=False, reason="Angkanya dari mana?")
        submit_as(client, author, case)
        decide_review(state_of(case).current_task_state.pk, verifier, approve=True)
        decide_review(state_of(case).current_task_state.pk, moderator, approve=True)
    assert "Angkanya dari mana?" in mail.outbox[1].body
    assert [letter.to[0] for letter in mail.outbox] == [
        verifier.email,
        author.email,
        verifier.email,
        moderator.email,
        author.email,
        author.email,
    ]


class TestGaps:
    def test_submitting_names_every_gap_and_keeps_the_draft(self, client, unit, author):
        case = ready_case(unit, owner=author, section_problem="", contact_office="", plain_title="")
        response = submit_as(client, author, case, summary="Ringkasan yang baru saja diketik.")
        said = response.content.decode()
        assert state_of(case) is None
        assert "Ringkasan yang baru saja diketik." in case.get_latest_revision().content["summary"]
        for anchor in ("#id_section_problem", "#id_contact_office", "#id_plain_title"):
            assert anchor in said

    def test_a_blank_required_field_of_a_part_is_a_gap(self, client, case, author):
        response = submit_as(client, author, case, outcomes__0__indicator="", section_idea="Ide baru.")
        assert state_of(case) is None
        assert "#id_outcomes-FORMS" in response.content.decode()
        assert case.get_latest_revision().content["section_idea"] == "Ide baru."

    def test_a_new_case_submitted_at_once_is_kept_as_a_draft(self, client, unit, author):
        log_in(client, author)
        url = reverse("wagtailadmin_pages:add", args=["innovations", "innovationpage", unit.page.pk])
        from wagtail.test.utils.form_data import querydict_from_html

        data = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")
        data["title"] = "Baru"
        data["action-submit"] = "1"
        response = client.post(url, data, follow=True)
        case = InnovationPage.objects.get(title="Baru")
        assert case.current_workflow_state is None
        assert "#id_section_problem" in response.content.decode()

    def test_code_that_starts_the_review_past_the_editor_meets_the_same_check(self, unit, author):
        case = ready_case(unit, owner=author, section_problem="")
        with pytest.raises(ValidationError):
            start(case, author)
        assert state_of(case) is None

    def test_resuming_after_a_send_back_meets_the_same_check(self, client, case, author, verifier):
        step = start(case, author)
        decide_review(step.pk, verifier, approve=False, reason="Perbaiki.")
        submit_as(client, author, case, section_problem="")
        assert state_of(case).status == "needs_changes"


class TestDecisions:
    def test_sending_back_needs_a_reason(self, case, author, verifier):
        step = start(case, author)
        with pytest.raises(ReviewRefusedError):
            decide_review(step.pk, verifier, approve=False, reason="  ")
        assert state_of(case).status == "in_progress"

    def test_of_two_people_the_first_decides_and_the_other_is_told(self, client, case, author, verifier):
        second = MemberFactory(unit=case.unit, role="verifier").user
        step = start(case, author)
        log_in(client, second)
        url = reverse("case_review", args=[case.pk, step.pk])
        assert client.get(url).status_code == 200
        decide_review(step.pk, verifier, approve=True)
        response = client.post(url, {"decision": "approve"}, follow=True)
        assert str(verifier) in response.content.decode()
        assert TaskState.objects.filter(status="approved").count() == 1

    def test_a_text_that_changed_meanwhile_is_not_approved(self, client, case, author, verifier):
        step = start(case, author)
        latest = case.get_latest_revision_as_object()
        latest.section_idea = "Diubah di luar penyunting."
        latest.save_revision(user=author)
        with pytest.raises(ReviewRefusedError):
            decide_review(step.pk, verifier, approve=True)
        log_in(client, verifier)
        approve = reverse("wagtailadmin_pages:workflow_action", args=[case.pk, "approve", step.pk])
        assert client.post(approve, follow=True).status_code == 200
        assert state_of(case).current_task_state == step

    @pytest.mark.parametrize("name", ["case_review", "wagtailadmin_pages:workflow_action"])
    def test_a_text_that_lacks_what_is_required_by_now_is_not_approved(self, client, case, author, verifier, name):
        step = start(case, author)
        step.revision.content["section_problem"] = ""
        step.revision.save()
        log_in(client, verifier)
        args = [case.pk, step.pk] if name == "case_review" else [case.pk, "approve", step.pk]
        answer = client.post(reverse(name, args=args), {"decision": "approve"}, follow=True)
        assert answer.status_code == 200
        assert name != "case_review" or "Masalahnya" in answer.text
        assert state_of(case).current_task_state == step

    @pytest.mark.parametrize("decision", [{}, {"decision": ""}, {"decision": "x"}])
    def test_what_is_no_decision_decides_nothing(self, client, case, author, verifier, decision):
        step = start(case, author)
        log_in(client, verifier)
        assert client.post(reverse("case_review", args=[case.pk, step.pk]), decision).status_code == 200
        assert state_of(case).current_task_state == step

    def test_a_text_changed_after_the_moderator_sent_it_back_is_verified_again(
        self, client, case, author, verifier, moderator
    ):
        decide_review(start(case, author).pk, verifier, approve=True)
        decide_review(state_of(case).current_task_state.pk, moderator, approve=False, reason="Kurang jelas.")
        submit_as(client, author, case, section_idea="Lebih jelas.")
        assert state_of(case).current_task_state.task.reviewtask.step == "unit"
        decide_review(state_of(case).current_task_state.pk, verifier, approve=True)
        decide_review(state_of(case).current_task_state.pk, moderator, approve=True)
        case.refresh_from_db()
        assert case.live
        assert case.section_idea == "Lebih jelas."

    def test_stock_addresses_of_wagtail_follow_the_same_rules(self, client, case, author, verifier):
        step = start(case, author)
        log_in(client, verifier)
        reject = reverse("wagtailadmin_pages:workflow_action", args=[case.pk, "reject", step.pk])
        client.post(reject, {"comment": ""})
        assert state_of(case).status == "in_progress"
        client.post(reject, {"comment": "Sumbernya belum ada."})
        assert state_of(case).status == "needs_changes"
        log_in(client, author)
        approve = reverse("wagtailadmin_pages:workflow_action", args=[case.pk, "approve", step.pk])
        client.post(approve, {"comment": ""})
        assert state_of(case).status == "needs_changes"

    def test_every_decision_is_in_the_log(self, case, author, verifier):
        decide_review(start(case, author).pk, verifier, approve=False, reason="Perbaiki.")
        event = Event.objects.get(verb="innovations.review_sent_back")
        assert (event.actor, event.data["reason"]) == (verifier, "Perbaiki.")


class TestWhileInReview:
    @pytest.mark.parametrize("role", ["author", "verifier", "moderator"])
    def test_nobody_changes_the_text(self, client, case, author, verifier, moderator, role):
        start(case, author)
        person = {"author": author, "verifier": verifier, "moderator": moderator}[role]
        write_as(client, person, case, section_idea="Diselipkan.")
        assert case.get_latest_revision().content["section_idea"] == ""

    def test_the_author_withdraws_to_change_it(self, client, case, author):
        start(case, author)
        write_as(client, author, case, **{"action-cancel-workflow": "1"})
        assert state_of(case) is None
        write_as(client, author, case, section_idea="Sekarang boleh.")
        case.refresh_from_db()
        assert case.get_latest_revision().content["section_idea"] == "Sekarang boleh."

    def test_a_reviewer_cannot_end_the_review_without_a_reason(self, client, case, author, verifier):
        start(case, author)
        write_as(client, verifier, case, **{"action-cancel-workflow": "1"})
        assert state_of(case).status == "in_progress"


class TestWhatPeopleSee:
    def test_what_waits_is_on_the_home_page_of_who_must_act(self, client, case, author, verifier, moderator):
        step = start(case, author)
        url = reverse("case_review", args=[case.pk, step.pk])
        for person, waits in [(verifier, True), (author, False), (moderator, False)]:
            log_in(client, person)
            assert (url in client.get("/kelola/").content.decode()) is waits
            assert bool(open_reviews(person)) is waits

    def test_the_author_sees_state_reason_and_history(self, client, case, author, verifier):
        step = start(case, author)
        decide_review(step.pk, verifier, approve=False, reason="Sumbernya belum ada.")
        log_in(client, author)
        for url in (edit_url(case), "/kelola/"):
            page = client.get(url).content.decode()
            assert "Sumbernya belum ada." in page
            assert str(verifier) in page
        assert [event.who for event in history(case)] == [verifier, author]

    def test_a_member_of_another_unit_cannot_open_the_review(self, client, case, author):
        step = start(case, author)
        log_in(client, MemberFactory(role="verifier").user)
        assert client.get(reverse("case_review", args=[case.pk, step.pk])).status_code == 404


def test_one_task_of_each_step_exists_at_most():
    with pytest.raises(Exception, match=r"(?i)unique"):
        ReviewTask.objects.create(name="Lain", step="unit")
