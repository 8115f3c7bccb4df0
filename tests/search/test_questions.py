"""What was asked and answered about a case is found, as long as it is shown."""

import pytest

from replications.actions import ask, hide_post, reply, restore_post
from search.indexer import drain, rebuild
from search.models import IndexEvent
from search.projection import project
from tests.factories import CaseFactory, MemberFactory, UnitFactory
from tests.search.test_indexer import hits

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return CaseFactory(title="Perahu Sehat")


@pytest.fixture
def head(case):
    return MemberFactory(unit=case.unit, role="head").user


@pytest.fixture
def asked(case):
    member = MemberFactory(unit=UnitFactory())
    return ask(member.user, case, member.unit, "Apakah perlu dermaga terapung?")


def found(q):
    """Return the names of the cases that are found."""
    drain()
    return [one.hit.document.name for one in hits(q)]


def test_a_thread_is_found_by_question_and_answer_once_it_is_answered(case, head, asked):
    rebuild()
    assert found("dermaga") == []
    reply(head, asked, "Tidak, kami memakai tangga lipat.")
    assert found("dermaga") == ["Perahu Sehat"]
    assert found("tangga") == ["Perahu Sehat"]


def test_the_hit_shows_what_was_asked(client, case, head, asked):
    reply(head, asked, "Tidak, kami memakai tangga lipat.")
    rebuild()
    page = client.get("/cari/?q=dermaga").text
    assert "terapung" in page
    assert "pertanyaan kepada inovator" in page


def test_what_is_hidden_is_not_found_until_it_is_shown_again(case, head, asked):
    answer = reply(head, asked, "Tidak, kami memakai tangga lipat.")
    rebuild()
    hide_post(head, asked, "Keliru.", answer)
    assert found("tangga") == []
    restore_post(MemberFactory(role="moderator").user, asked, answer)
    assert found("tangga") == ["Perahu Sehat"]
    hide_post(head, asked, "Ganda.")
    assert found("dermaga") == []


def test_every_change_of_a_thread_stores_a_row_for_its_case(case, head, asked):
    for act in (lambda: reply(head, asked, "Tidak."), lambda: hide_post(head, asked, "Ganda."), asked.delete):
        IndexEvent.objects.all().delete()
        act()
        assert set(IndexEvent.objects.values_list("page_id", flat=True)) == {case.pk}


def test_many_threads_cost_no_more_queries(case, head, asked, django_assert_max_num_queries):
    def count():
        with django_assert_max_num_queries(40) as queries:
            list(project([case.pk]))
        return len(queries)

    reply(head, asked, "Tidak.")
    count()  # what is kept between batches is read now
    before = count()
    for number in range(5):
        reply(head, ask(asked.author, case, asked.unit, f"Pertanyaan {number}?"), "Ya.")
    assert count() == before
