"""The relatives of a case: on its page, and on the page of all its copies."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import PageViewRestriction

from innovations.models import InnovationPage
from innovations.queries import visible_cases
from replications.actions import Report, express_interest, grow_case, tell_results
from replications.errors import ReplicationError
from replications.lineage.family import MOST_COPIES, family_of
from replications.rules import PUBLIC, State, Step
from search.models import IndexEvent
from tests.factories import CaseFactory, DraftFactory, UnitFactory
from tests.replications.builders import DAY, WAIT, copied, measured, rows, shown, told
from tests.site.pages import queries

pytestmark = pytest.mark.django_db


def relatives(page):
    return family_of(page, visible_cases(timezone.now())).relatives


def test_a_copy_is_told_with_its_state_and_its_own_figures(client, two):
    measured(two.case, 180, 5)
    told(two)
    part = shown(client, two.case)
    assert rows(part) == [
        ["Puskesmas Sumber Perahu Sehat", "–", "Terbit di sini", "Lama layanan : 180 → 5 menit turun 97 %"],
        [
            "Puskesmas Peniru",
            "Puskesmas Sumber",
            "Sudah diimplementasikan, ada hasilnya",
            "Lama layanan : 200 → 30 menit turun 85 %",
        ],
    ]


def test_the_tree_says_the_same_and_carries_neither_style_nor_script(client, two):
    measured(two.case, 180, 5)
    told(two)
    tree = shown(client, two.case).svg
    texts = [text.text.replace("\u00a0", " ") for text in tree.select("text")]
    assert texts[0] == "Puskesmas Sumber"
    assert texts[-1] == "200 → 30 menit, turun 85 %"
    assert tree["role"] == "img"
    assert "200 → 30 menit" in tree.desc.text
    assert len(tree.select("path")) == 1
    assert not tree.select("[style], style, script")


@pytest.mark.parametrize(
    ("state", "public"),
    [(state, state in {"agreed", "implementing", "achieved", "stopped"}) for state in State if state != "proposed"],
)
def test_what_is_between_two_units_is_not_told(client, state, public):
    case = CaseFactory()
    copied(case, state, UnitFactory(name="Puskesmas Diam"))
    assert ("Puskesmas Diam" in client.get(case.url).text) is public
    assert ("Puskesmas Diam" in client.get(f"/replikasi/inovasi/{case.pk}/").text) is public


def test_a_replication_that_grew_into_a_case_is_one_and_goes_on_with_its_own_copies(client, two):
    replication = told(two)
    own = grow_case(two.writer, replication)
    third = UnitFactory(name="Puskesmas Ketiga")
    copied(own, "implementing", third)
    assert len(relatives(two.case)) == 2, "a draft is nobody's business"
    own.plain_title = "Perahu"
    own.save_revision().publish()
    names = ["Puskesmas Sumber", "Puskesmas Peniru", "Puskesmas Ketiga"]
    for page in (two.case, InnovationPage.objects.get(pk=own.pk)):
        part = shown(client, page)
        assert [text.text for text in part.select("text.name")] == names
        assert [row[1] for row in rows(part)] == ["–", *names[:2]]
    assert [link["href"] for link in shown(client, two.case).select("tbody a")] == [own.get_url()]


def test_a_replication_and_a_case_of_the_same_unit_are_one_copy(client):
    case, unit = CaseFactory(), UnitFactory()
    copied(case, "achieved", unit)
    own = CaseFactory(unit=unit, replicates=case)
    (_case, relative) = relatives(case)
    assert (relative.copy.case, relative.copy.state) == (own.pk, State.ACHIEVED)
    strip = BeautifulSoup(client.get(case.url).content, "html.parser").select_one(".strip")
    assert strip.get_text(" ").split() == ["Direplikasi", "oleh", "1", "unit"]


def test_a_case_that_grew_from_a_replication_came_from_what_that_copies(two):
    own = grow_case(two.writer, told(two))
    own.replicates = CaseFactory()
    own.save_revision().publish()
    assert [one.copy.case for one in relatives(two.case)] == [two.case.pk, own.pk]
    assert len(relatives(own.replicates)) == 1


def test_who_is_not_public_ends_the_line_and_is_not_named(client):
    first = CaseFactory(title="RAHASIA")
    second = CaseFactory(replicates=first)
    hidden = CaseFactory(title="RAHASIA JUGA", replicates=second)
    CaseFactory(replicates=hidden)
    for page in (first, hidden):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    DraftFactory(title="RAHASIA PULA", replicates=second)
    assert shown(client, second) is None
    assert "RAHASIA" not in client.get(f"/replikasi/inovasi/{second.pk}/").text
    assert client.get(f"/replikasi/inovasi/{first.pk}/").status_code == 404


def test_a_unit_that_is_not_published_is_not_named(client):
    case, unit = CaseFactory(), UnitFactory(name="Puskesmas Diam")
    copied(case, "achieved", unit)
    PageViewRestriction.objects.create(page=unit.page, restriction_type=PageViewRestriction.LOGIN)
    assert rows(shown(client, case))[1][0] == "unit yang tidak dipublikasikan"
    for address in (case.url, f"/replikasi/inovasi/{case.pk}/"):
        assert "Puskesmas Diam" not in client.get(address).text


def test_a_circle_in_the_data_is_drawn_once(client):
    first = CaseFactory()
    second = CaseFactory(replicates=first)
    third = CaseFactory(replicates=second)
    InnovationPage.objects.filter(pk=first.pk).update(replicates=third)
    for page in (first, second, third):
        assert len(rows(shown(client, InnovationPage.objects.get(pk=page.pk)))) == 3


def test_a_circle_through_replications_is_drawn_once(two):
    own = grow_case(two.writer, told(two))
    own.replicates = None
    own.save_revision().publish()
    InnovationPage.objects.filter(pk=two.case.pk).update(replicates=own)
    assert len(relatives(InnovationPage.objects.get(pk=two.case.pk))) == 2
    assert len(relatives(InnovationPage.objects.get(pk=own.pk))) == 2


def test_nobody_copies_what_grew_from_the_own_case(two):
    own = grow_case(two.writer, told(two))
    for named in (two.case, None):
        own.replicates = named
        own.save_revision().publish()
        with pytest.raises(ReplicationError):
            express_interest(two.source_writer, own, two.case.unit, need="Perlu.")


def test_a_made_up_unit_and_a_made_up_case_are_marked(client):
    case = CaseFactory()
    copied(case, unit=UnitFactory(example=True))
    CaseFactory(replicates=case, example=True)
    copied(case)
    for address in (case.url, f"/replikasi/inovasi/{case.pk}/"):
        table = BeautifulSoup(client.get(address).content, "html.parser").select("table.stacks")[-1]
        assert len(table.select(".badge.example")) == 2


def test_a_draft_in_preview_names_its_original():
    original = CaseFactory(title="ASAL")
    new = InnovationPage(title="BARU", plain_title="Baru", replicates=original, unit=UnitFactory())
    assert [one.copy.case for one in relatives(new)] == [original.pk, None]
    draft = DraftFactory(replicates=original)
    assert "ASAL" in draft.make_preview_request().content.decode()


def test_many_copies_are_folded_and_listed_in_pages(client):
    case = CaseFactory()
    for number in range(30):
        copied(case, unit=UnitFactory(name=f"Puskesmas {number:02}"))
    part = shown(client, case)
    assert len(rows(part)) == 1 + MOST_COPIES[0]
    assert part.select("text")[-1].text == f"… dan {30 - MOST_COPIES[0]} lagi"
    address = part.select("a")[-1]["href"]
    listed = [BeautifulSoup(client.get(f"{address}?page={page}").content, "html.parser") for page in (1, 2)]
    units = {row[0] for page in listed for row in rows(page)}
    assert units == {f"Puskesmas {number:02}" for number in range(30)}


def test_on_paper_it_is_short_and_says_how_much_is_left_out(client):
    case, own = CaseFactory(), []
    for _number in range(7):
        own.append(CaseFactory(replicates=case))
    for copy in own[:4]:
        copied(copy)
    part = shown(client, case)
    lines = part.select("tbody tr")
    assert ["screen-only" in line.get("class", []) for line in lines] == [False] * 5 + [True] * (len(lines) - 5)
    assert part.select_one(".print-only").text.startswith(f"{len(lines) - 5} ")
    listed = client.get(f"/replikasi/inovasi/{case.pk}/").content
    assert not BeautifulSoup(listed, "html.parser").select("tr.screen-only")


def test_pages_cost_the_same_however_many_copies_there_are(client, two):
    told(two)
    own = CaseFactory(replicates=two.case)
    copied(own)
    addresses = (two.case.url, f"/replikasi/inovasi/{two.case.pk}/")
    few = [queries(client, address) for address in addresses]
    for _number in range(6):
        copied(two.case)
        copied(CaseFactory(replicates=two.case))
    assert [queries(client, address) for address in addresses] == few


def test_who_stopped_stays_with_the_reason_of_the_state(client, two):
    running = two.implementing(DAY)
    two.step(two.head, running, Step.STOP, "Petugas pindah.")
    assert rows(shown(client, two.case))[1][2:] == ["Dihentikan", "belum diketahui"]


def told_to_search():
    """Return the cases of which search has yet to hear."""
    return set(IndexEvent.waiting().values_list("page_id", flat=True))


def test_a_step_that_everyone_may_see_reaches_the_index_and_no_other_does(two):
    IndexEvent.objects.all().delete()
    replication = two.interested()
    accepted = two.step(two.source_head, replication, Step.ACCEPT)
    assert accepted.state not in PUBLIC
    assert told_to_search() == set()
    accepted.delete()
    two.agreed()
    assert told_to_search() == {two.case.pk}


def test_told_results_and_a_removed_copy_reach_the_index(two):
    told(two)
    IndexEvent.objects.all().delete()
    replication = two.case.replications.get()
    tell_results(two.writer, replication, Report(results=[WAIT | {"value": 20}]), seen=replication.version)
    assert told_to_search() == {two.case.pk}
    IndexEvent.objects.all().delete()
    replication.delete()
    assert told_to_search() == {two.case.pk}
