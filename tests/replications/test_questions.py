"""Questions to the innovator: asking, answering, marking, hiding, and the letters."""

import pytest
from django.core.exceptions import PermissionDenied

from common.models import Event, OutgoingMail
from innovations.models import InnovationPage
from replications.actions import accept_answer, ask, hide_post, reply, restore_post
from replications.errors import ReplicationError
from replications.models import Question, Reply
from replications.question_queries import answered_questions, questions_waiting
from tests.factories import AgencyFactory, CaseFactory, DraftFactory, MemberFactory, UnitFactory, UserFactory
from tests.replications.test_reminders import letters_after
from units.actions import end_membership
from units.models import Membership
from units.queries import desk_units

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(two):
    return ask(two.writer, two.case, two.unit, "Berapa biaya perahunya?")


def mail_to(person):
    return OutgoingMail.objects.filter(to=person.email)


def test_a_question_reaches_who_answers_and_the_answer_who_asked(two, asked):
    assert "Berapa biaya" in mail_to(two.source_head).get().body
    reply(two.source_writer, asked, "Rp 12 juta.")
    assert "Rp 12 juta." in mail_to(two.writer).get().body
    reply(two.head, asked, "Termasuk mesin?")
    assert mail_to(two.source_head).count() == 2
    assert [one.kind for one in asked.replies.all()] == ["answer", "follow_up"]


def test_the_answer_reaches_the_unit_where_who_asked_has_left_it(two, asked):
    end_membership(two.head, Membership.objects.get(user=two.writer))
    reply(two.source_writer, asked, "Rp 12 juta.")
    assert not mail_to(two.writer).exists()
    assert "Rp 12 juta." in mail_to(two.head).get().body


def test_pressing_twice_asks_and_answers_once(two, asked):
    assert ask(two.writer, two.case, two.unit, " Berapa biaya perahunya? ") == asked
    assert reply(two.source_head, asked, "Mahal.") == reply(two.source_head, asked, "Mahal.")
    assert OutgoingMail.objects.count() == 2


def test_what_was_hidden_and_is_sent_again_is_a_reply_of_its_own(two, asked):
    hidden = reply(two.source_head, asked, "Rp 12 juta.")
    hide_post(two.source_head, asked, "Keliru.", hidden)
    again = reply(two.source_head, asked, "Rp 12 juta.")
    assert (again.hidden_at, again == hidden) == (None, False)


def test_nobody_asks_for_a_unit_of_others_or_the_own_case(two):
    for person, unit in ((two.source_writer, two.case.unit), (two.source_writer, two.unit), (UserFactory(), two.unit)):
        with pytest.raises(PermissionDenied):
            ask(person, two.case, unit, "Boleh?")


def test_a_local_admin_asks_for_the_agencys_units_and_a_moderator_for_none_but_the_own(two, moderator):
    unit = UnitFactory(agency=AgencyFactory())
    admin = MemberFactory(role="local_admin", agency=unit.agency, unit=None).user
    question = ask(admin, two.case, unit, "Boleh?")
    reply(two.source_head, question, "Boleh.")
    assert reply(admin, question, "Kapan?").kind == "follow_up"
    with pytest.raises(PermissionDenied):
        ask(admin, two.case, two.unit, "Boleh?")
    with pytest.raises(PermissionDenied):
        ask(moderator, two.case, unit, "Boleh?")


def test_nothing_is_asked_about_a_draft_or_without_words(two):
    with pytest.raises(ReplicationError, match=r"tidak|belum|published"):
        ask(two.writer, DraftFactory(unit=two.case.unit), two.unit, "Boleh?")
    with pytest.raises(ReplicationError):
        ask(two.writer, two.case, two.unit, "  ")


def test_a_stranger_does_nothing_in_a_thread(two, asked):
    answer = reply(two.source_head, asked, "Murah.")
    stranger = MemberFactory(role="head").user
    for act in (
        lambda: reply(stranger, asked, "Saya tahu."),
        lambda: accept_answer(stranger, asked, answer),
        lambda: hide_post(stranger, asked, "Alasan."),
        lambda: hide_post(two.source_writer, asked, "Alasan."),
        lambda: hide_post(two.head, asked, "Alasan."),
        lambda: restore_post(two.source_head, asked),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Reply.objects.count() == 1


@pytest.mark.parametrize("person", ["writer", "head", "source_writer", "source_head"])
def test_either_unit_marks_the_answer(two, asked, person):
    first, second = (reply(two.source_head, asked, text) for text in ("Murah.", "Rp 12 juta."))
    accept_answer(getattr(two, person), asked, first)
    assert accept_answer(getattr(two, person), asked, second).accepted == second


def test_only_a_shown_answer_of_this_thread_is_marked(two, asked):
    further = reply(two.writer, asked, "Halo?")
    hidden = reply(two.source_head, asked, "Rahasia.")
    hide_post(two.source_head, asked, "Data pribadi.", hidden)
    elsewhere = reply(two.source_head, ask(two.writer, two.case, two.unit, "Lain?"), "Ya.")
    for one in (further, hidden, elsewhere):
        with pytest.raises(ReplicationError):
            accept_answer(two.writer, asked, one)


def test_hiding_needs_a_reason_keeps_the_text_and_tells_the_author(two, asked):
    with pytest.raises(ReplicationError):
        hide_post(two.source_head, asked, " ")
    hide_post(two.source_head, asked, "Memuat nama warga.")
    asked.refresh_from_db()
    assert (asked.text, asked.hidden_by) == ("Berapa biaya perahunya?", two.source_head)
    assert "Memuat nama warga." in mail_to(two.writer).get().body
    with pytest.raises(PermissionDenied):
        reply(two.source_head, asked, "Rp 12 juta.")


def test_a_hidden_answer_is_not_the_answer_and_the_question_waits_again(two, asked, moderator):
    answer = reply(two.source_head, asked, "Murah.")
    accept_answer(two.writer, asked, answer)
    hide_post(moderator, asked, "Keliru.", answer)
    asked.refresh_from_db()
    assert (asked.accepted, asked.waiting_since) == (None, asked.written_at)
    restore_post(moderator, asked, answer)
    asked.refresh_from_db()
    assert asked.waiting_since is None
    verbs = ["asked", "answer", "accepted", "hidden", "restored"]
    told = Event.objects.filter(verb__startswith="question.").order_by("pk").values_list("verb", flat=True)
    assert list(told) == [f"question.{verb}" for verb in verbs]


def test_what_waits_is_listed_for_the_unit_and_reminded(two, asked):
    assert list(questions_waiting(desk_units(two.source_writer))) == [asked]
    assert list(questions_waiting(desk_units(two.writer))) == []
    assert [letters_after(days) for days in (6, 7, 8)] == [[], [two.source_head.email], []]
    reply(two.source_head, asked, "Murah.")
    assert list(questions_waiting(desk_units(two.source_writer))) == []
    assert letters_after(14) == []


def test_answered_questions_for_search(two, asked, django_assert_num_queries):
    answer = reply(two.source_head, asked, "Rp 12 juta.")
    accept_answer(two.writer, asked, answer)
    reply(two.source_head, asked, "Termasuk mesin.")
    ask(two.writer, two.case, two.unit, "Belum dijawab?")
    unanswered = ask(two.writer, CaseFactory(unit=two.case.unit), two.unit, "Dan ini?")
    hidden = ask(two.writer, two.case, two.unit, "Disembunyikan?")
    reply(two.source_head, hidden, "Ya.")
    hide_post(two.source_head, hidden, "Ganda.")
    with django_assert_num_queries(2):
        found = answered_questions([two.case.pk, unanswered.case_id])
    assert list(found) == [two.case.pk]
    (thread,) = found[two.case.pk]
    assert [one.text for one in thread.answers] == ["Rp 12 juta.", "Termasuk mesin."]


def test_a_case_may_go_with_its_questions(two, asked):
    reply(two.source_head, asked, "Murah.")
    InnovationPage.objects.get(pk=two.case.pk).delete()
    assert not Question.objects.exists()
