"""Synonyms that editors add, change and switch off: what is taken, what it finds, who may."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from search import remembered
from search.expansion import expand
from search.finding import find
from search.indexer import rebuild
from search.language.synonyms import Entry, bundled_entries
from search.language.thesaurus import Thesaurus, overlaid
from search.models import SynonymEntry
from search.models.overlay import written
from search.parameters import Parameters
from search.query import parse
from search.thesaurus import thesaurus_in_use, thesaurus_with
from tests.factories import CaseFactory, MemberFactory, log_in

pytestmark = pytest.mark.django_db


def row(word="samping", others="belah", **fields):
    return SynonymEntry(**({"word": word, "others": others, "source": "uji", "relation": "synonym"} | fields))


def others_of(thesaurus, word):
    return [one.text for one in thesaurus.synonyms.get((word,), ())]


BASE = [Entry("rs", "acronym", 0.7, ("rumah sakit",)), Entry("rs", "narrower", 0.3, ("poliklinik",))]
LAID_OVER = [
    ([], ["rumah sakit", "poliklinik"]),
    ([(Entry("RS", "acronym", 0.7, ("rumah sehat",)), True)], ["poliklinik", "rumah sehat"]),
    ([(Entry("rs", "acronym", 0.7, ("apa saja",)), False)], ["poliklinik"]),
    ([(Entry("rs", "synonym", 0.7, ("hospital",)), True)], ["rumah sakit", "poliklinik", "hospital"]),
]


@pytest.mark.parametrize(("own", "found"), LAID_OVER)
def test_an_own_entry_takes_the_place_of_those_with_its_word_and_relation(own, found):
    assert others_of(Thesaurus(overlaid(BASE, own)), "rs") == found


DIRECTIONS = [("synonym", True), ("acronym", True), ("narrower", False)]


@pytest.mark.parametrize(("relation", "back"), DIRECTIONS)
def test_a_relation_says_whether_the_others_find_the_word(relation, back):
    thesaurus = Thesaurus([Entry("perahu", relation, 0.5, ("sampan",))])
    assert others_of(thesaurus, "perahu") == ["sampan"]
    assert others_of(thesaurus, "sampan") == (["perahu"] if back else [])


def test_entries_that_point_at_each_other_are_harmless():
    thesaurus = Thesaurus([Entry("perahu", "synonym", 0.5, ("sampan",)), Entry("sampan", "synonym", 0.5, ("perahu",))])
    [clause] = expand(parse("perahu"), thesaurus)
    assert [one.terms for one in clause.alternatives] == [("perahu",), ("sampan",)]


REFUSED = [
    ({"word": "yang"}, "word"),
    ({"word": "!?"}, "word"),
    ({"word": "x" * 101}, "word"),
    ({"others": "yang"}, "others"),
    ({"others": " \n "}, "others"),
    ({"others": "menyamping"}, "others"),
    ({"word": "antrean", "others": "antri"}, "others"),
    ({"others": "belah\nbelah"}, "others"),
    ({"weight": 1.0}, "weight"),
    ({"weight": 0}, "weight"),
    ({"weight": -0.5}, "weight"),
    ({"source": ""}, "source"),
    ({"relation": "wider"}, "relation"),
]


@pytest.mark.parametrize(("fields", "wrong"), REFUSED, ids=lambda value: str(value)[:30])
def test_what_would_find_nothing_is_refused_by_field(fields, wrong):
    with pytest.raises(ValidationError) as refused:
        row(**fields).full_clean()
    assert set(refused.value.message_dict) == {wrong}


def test_a_second_entry_for_the_same_word_and_relation_is_refused():
    first = row("perahu", "sampan")
    first.full_clean()
    first.save()
    first.full_clean()
    with pytest.raises(ValidationError):
        row("perahunya", "jukung").full_clean()
    row("perahu", "jukung", relation="narrower").full_clean()


def test_lines_bars_and_commas_part_the_other_words():
    assert row(others=" rumah  sakit\r\nklinik|balai, pos ").entry.others == ("rumah sakit", "klinik", "balai", "pos")


@pytest.mark.parametrize(
    ("query", "found"), [("permits", "izin"), ("disabilities", "disabilitas"), ("fisheries", "perikanan")]
)
def test_english_words_are_known_in_the_plural(query, found):
    [clause] = expand(parse(query))
    assert found in {one.text for one in clause.alternatives}


def test_every_bundled_entry_could_have_been_an_editors():
    wrong = []
    for entry in bundled_entries():
        try:
            SynonymEntry(**written(entry)).full_clean()
        except ValidationError as error:
            wrong.append((entry.word, error.message_dict))
    assert wrong == []


def test_a_change_is_seen_after_a_second_and_asking_costs_two_queries_until_then(
    monkeypatch, django_assert_num_queries
):
    clock = [100.0]
    monkeypatch.setattr(remembered.time, "monotonic", lambda: clock[0])
    assert others_of(thesaurus_in_use(), "perahu") == ["kapal"]
    row("perahu", "jukung").save()
    with django_assert_num_queries(0):
        assert others_of(thesaurus_in_use(), "perahu") == ["kapal"]
    clock[0] += 1.1
    with django_assert_num_queries(2):
        assert others_of(thesaurus_in_use(), "perahu") == ["kapal", "jukung"]
        kept = thesaurus_in_use()
    clock[0] += 1.1
    assert thesaurus_in_use() is kept
    SynonymEntry.objects.all().delete()
    clock[0] += 1.1
    assert others_of(thesaurus_in_use(), "perahu") == ["kapal"]


def test_an_entry_finds_its_case_without_a_rebuild(now):
    CaseFactory(title="Jukung Pintar")
    rebuild()
    row("sepeda air", "jukung").save()
    found = find(Parameters(q="sepeda air"), now)
    assert [one.hit.document.name for one in found.hits] == ["Jukung Pintar"]


def test_trying_a_changed_entry_leaves_out_what_it_was():
    saved = row("perahu", "jukung")
    saved.save()
    saved.others = "getek"
    assert others_of(thesaurus_with(saved), "perahu") == ["kapal", "getek"]
    saved.in_use = False
    assert others_of(thesaurus_with(saved), "perahu") == ["kapal"]


@pytest.fixture
def moderator(client):
    log_in(client, MemberFactory(role="moderator").user)
    return client


FORM = {
    "word": "sepeda air",
    "others": "jukung",
    "relation": "synonym",
    "weight": "0.5",
    "source": "uji",
    "in_use": "on",
}


def test_an_editor_tries_then_saves_then_changes_an_entry(moderator):
    CaseFactory(title="Jukung Pintar")
    rebuild()
    tried = moderator.post(reverse("synonyms:add"), FORM | {"action-try": "1"})
    assert SynonymEntry.objects.count() == 0
    comparison = tried.context["comparison"]
    assert (comparison.text, comparison.total_before, comparison.total_after) == ("sepeda air", 0, 1)
    assert [(row.case.name, bool(row.change)) for row in comparison.after] == [("Jukung Pintar", True)]
    moderator.post(reverse("synonyms:add"), FORM)
    [saved] = SynonymEntry.objects.all()
    address = reverse("synonyms:edit", args=[saved.pk])
    tried = moderator.post(address, FORM | {"in_use": "", "trial": "jukung", "action-try": "1"})
    assert tried.context["comparison"].text == "jukung"
    assert SynonymEntry.objects.get().in_use
    moderator.post(address, FORM | {"in_use": ""})
    assert not SynonymEntry.objects.get().in_use
    assert "sepeda air" in moderator.get(reverse("synonyms:history", args=[saved.pk])).content.decode()


def test_what_is_wrong_is_said_and_nothing_is_tried(moderator):
    page = moderator.post(reverse("synonyms:add"), FORM | {"word": "yang", "action-try": "1"})
    assert "word" in page.context["form"].errors
    assert "comparison" not in page.context


def test_without_an_engine_trying_says_why(moderator):
    page = moderator.post(reverse("synonyms:add"), FORM | {"action-try": "1"})
    assert page.context["comparison"].reason in page.content.decode()


def test_the_bundled_entries_lead_to_a_form_filled_in(moderator):
    row("rs", "rumah sehat", relation="acronym", in_use=False).save()
    rows = moderator.get(reverse("synonyms:bundled")).context["rows"]
    assert len(rows) == len(bundled_entries())
    addresses = {(row.entry.word, row.entry.relation): row.address for row in rows}
    assert {row.entry.word for row in rows if row.own} == {"rs"}
    assert addresses["rs", "acronym"] == reverse("synonyms:edit", args=[SynonymEntry.objects.get().pk])
    form = moderator.get(addresses["stnk", "acronym"]).context["form"]
    assert (form["word"].value(), form["others"].value(), form["weight"].value()) == (
        "stnk", "surat tanda nomor kendaraan", "0.7",
    )  # fmt: skip
    rows = moderator.get(reverse("synonyms:bundled") + "?q=STNK").context["rows"]
    assert [row.entry.word for row in rows] == ["stnk"]


@pytest.mark.parametrize("role", ["contributor", "verifier", "head", "local_admin"])
def test_members_reach_none_of_it(client, role):
    log_in(client, MemberFactory(role=role).user)
    for name in ("index", "add", "bundled"):
        assert client.get(reverse(f"synonyms:{name}")).status_code == 404
    assert client.post(reverse("synonyms:add"), FORM).status_code == 404
    assert SynonymEntry.objects.count() == 0
    assert reverse("synonyms:index") not in client.get(reverse("wagtailadmin_home")).content.decode()
