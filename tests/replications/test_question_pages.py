"""The pages of questions: everyone reads, members ask, the two units go on, the unit and moderators hide."""

import pytest

from replications.actions import ask, hide_post, reply
from replications.models import Question
from tests.factories import DraftFactory, MemberFactory, UserFactory, log_in

pytestmark = pytest.mark.django_db
PEOPLE = ["anonymous", "nobody", "stranger", "writer", "head", "source_writer", "source_head", "moderator"]


@pytest.fixture
def asked(two):
    question = ask(two.writer, two.case, two.unit, "Berapa biaya perahunya?")
    reply(two.source_head, question, "Rp 12 juta.")
    return question


@pytest.fixture
def enter(client, two):
    def enter(name):
        made = {
            "nobody": lambda: UserFactory(),
            "stranger": lambda: MemberFactory(role="head").user,
            "moderator": lambda: MemberFactory(role="moderator").user,
        }
        if name != "anonymous":
            log_in(client, made[name]() if name in made else getattr(two, name))

    return enter


@pytest.mark.parametrize("person", PEOPLE)
def test_everyone_reads(client, two, asked, enter, person):
    enter(person)
    for address in (two.case.url, f"/tanya/inovasi/{two.case.pk}/", f"/tanya/{asked.pk}/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "Berapa biaya perahunya?" in page.text
        assert "Rp 12 juta." in page.text
        assert str(two.writer) not in page.text, "readers see units, not persons"


# Who may post where: 302 is the way on, with what was wanted done or a word why not.
TO_LOG_IN, DONE, REFUSED = "login", 302, 403
POSTS = {
    "answer": ("{pk}/", {"text": "Lagi."}, {"writer", "head", "source_writer", "source_head", "moderator"}),
    "accept": ("{pk}/jawaban/", {"reply": "{reply}"}, {"writer", "head", "source_writer", "source_head", "moderator"}),
    "hide": ("{pk}/sembunyikan/", {"reason": "Ganda."}, {"source_head", "moderator"}),
    "restore": ("{pk}/tampilkan/", {"reply": "{reply}"}, {"moderator"}),
}


@pytest.mark.parametrize("post", POSTS)
@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_post(client, asked, enter, person, post):
    path, fields, allowed = POSTS[post]
    ids = {"pk": asked.pk, "reply": asked.replies.get().pk}
    enter(person)
    answer = client.post(f"/tanya/{path.format(**ids)}", {name: text.format(**ids) for name, text in fields.items()})
    if person == "anonymous":
        assert answer.headers["Location"].startswith("/masuk/")
    else:
        assert answer.status_code == (302 if person in allowed else 403)


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_ask(client, two, enter, person):
    enter(person)
    answer = client.post(f"/tanya/inovasi/{two.case.pk}/", {"unit": two.unit.pk, "text": "Boleh?"})
    may = person in {"writer", "head"}
    assert Question.objects.exists() == may
    assert answer.status_code == (302 if may or person == "anonymous" else 200)


@pytest.mark.parametrize("person", PEOPLE)
def test_what_is_hidden_is_for_those_who_answer(client, two, asked, enter, person):
    enter(person)
    hide_post(two.source_head, asked, "Memuat nama.", asked.replies.get())
    allowed = person in {"source_head", "moderator"}
    assert ("Rp 12 juta." in client.get(f"/tanya/{asked.pk}/").text) == allowed
    hide_post(two.source_head, asked, "Ganda.")
    assert client.get(f"/tanya/{asked.pk}/").status_code == (200 if allowed else 404)
    for address in (two.case.url, f"/tanya/inovasi/{two.case.pk}/"):
        assert "Berapa biaya perahunya?" not in client.get(address).text


def test_the_list_of_what_waits_is_for_the_unit(client, two, asked):
    assert client.get("/tanya/").headers["Location"].startswith("/masuk/")
    ask(two.writer, two.case, two.unit, "Dan mesinnya?")
    for person, listed in ((two.source_writer, True), (two.writer, False)):
        log_in(client, person)
        assert ("Dan mesinnya?" in client.get("/tanya/").text) == listed


def test_a_moderator_proves_the_second_factor_first(client, asked):
    client.force_login(MemberFactory(role="moderator").user)
    answer = client.post(f"/tanya/{asked.pk}/sembunyikan/", {"reason": "Ganda."})
    assert answer.headers["Location"].startswith("/masuk/kode/")


def test_of_what_is_not_public_there_is_nothing(client, two, asked):
    assert client.get(f"/tanya/inovasi/{DraftFactory(unit=two.unit).pk}/").status_code == 404
    two.case.unpublish()
    log_in(client, two.source_head)
    assert client.get(f"/tanya/{asked.pk}/").status_code == 404


@pytest.mark.parametrize("posted", [{"reply": "x"}, {"reply": "999"}, {}])
def test_odd_posts_change_nothing(client, two, asked, posted):
    log_in(client, two.writer)
    assert client.post(f"/tanya/{asked.pk}/jawaban/", posted).status_code == 404


def test_pages_make_a_fixed_number_of_queries(client, two, asked, django_assert_max_num_queries):
    for number in range(12):
        reply(two.source_head, ask(two.writer, two.case, two.unit, f"Pertanyaan {number}?"), "Ya.")
    log_in(client, two.source_head)
    for address, most in ((f"/tanya/inovasi/{two.case.pk}/", 13), (f"/tanya/{asked.pk}/", 10), ("/tanya/", 8)):
        with django_assert_max_num_queries(most):
            client.get(address)
