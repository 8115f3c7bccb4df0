"""Meanings of words that editors add, change and switch off: what is taken, what it finds, who may."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from search.finding import find
from search.indexer import rebuild
from search.language.senses import bundled_entries
from search.models import SenseEntry
from search.models.overlay import written
from search.parameters import Parameters
from search.thesaurus import thesaurus_in_use, thesaurus_with
from tests.factories import CaseFactory, MemberFactory, log_in

pytestmark = pytest.mark.django_db

LICENCE, SYSTEM = "surat izin mengemudi", "sistem informasi manajemen"


def row(word="sim", meaning="simpanan masyarakat", neighbours="koperasi\nnasabah", **fields):
    return SenseEntry(**({"word": word, "meaning": meaning, "neighbours": neighbours, "source": "uji"} | fields))


def meant(thesaurus, *beside, word="sim"):
    return [sense.text for sense in thesaurus.meant(word, set(beside))]


LAID_OVER = [
    ({}, [], [LICENCE, SYSTEM, "simpanan masyarakat"]),
    ({}, ["koperasi"], ["simpanan masyarakat"]),
    ({}, ["keliling"], [LICENCE]),
    ({"meaning": "Surat izin mengemudi"}, ["keliling"], [SYSTEM, "Surat izin mengemudi"]),
    ({"meaning": "Surat izin mengemudi"}, ["koperasi"], ["Surat izin mengemudi"]),
    ({"meaning": LICENCE, "in_use": False}, ["keliling"], [SYSTEM]),
    ({"word": "SIM", "meaning": SYSTEM, "in_use": False}, [], [LICENCE]),
    ({"in_use": False}, ["koperasi"], [LICENCE, SYSTEM]),
]


@pytest.mark.parametrize(("fields", "beside", "found"), LAID_OVER)
def test_an_own_meaning_takes_the_place_of_that_with_its_word_and_meaning(fields, beside, found):
    assert meant(thesaurus_with(row(**fields)), *beside) == found


REFUSED = [
    ({"word": "yang"}, "word"),
    ({"word": "!?"}, "word"),
    ({"word": "x" * 101}, "word"),
    ({"word": "layanan keliling"}, "word"),
    ({"meaning": "yang"}, "meaning"),
    ({"meaning": "SIM"}, "meaning"),
    ({"meaning": "x" * 201}, "meaning"),
    ({"neighbours": ""}, "neighbours"),
    ({"neighbours": " \n , "}, "neighbours"),
    ({"neighbours": "koperasi\nyang"}, "neighbours"),
    ({"neighbours": "sim"}, "neighbours"),
    ({"neighbours": "antrean, antri"}, "neighbours"),
    ({"source": ""}, "source"),
]


@pytest.mark.parametrize(("fields", "wrong"), REFUSED, ids=lambda value: str(value)[:30])
def test_what_would_say_nothing_is_refused_by_field(fields, wrong):
    with pytest.raises(ValidationError) as refused:
        row(**fields).full_clean()
    assert set(refused.value.message_dict) == {wrong}


def test_a_word_may_be_a_compound():
    row(word="rumah sakit").full_clean()


def test_a_second_entry_for_the_same_word_and_meaning_is_refused():
    first = row()
    first.full_clean()
    first.save()
    first.full_clean()
    with pytest.raises(ValidationError) as refused:
        row("SIM", "Simpanan  Masyarakat", "bunga").full_clean()
    assert set(refused.value.message_dict) == {"meaning"}
    row(meaning="simpanan anggota").full_clean()


def test_every_bundled_meaning_could_have_been_an_editors():
    wrong = []
    for entry in bundled_entries():
        try:
            SenseEntry(**written(entry)).full_clean()
        except ValidationError as error:
            wrong.append((entry.word, entry.meaning, error.message_dict))
    assert wrong == []


def test_a_meaning_finds_its_case_without_a_rebuild(now):
    CaseFactory(title="Simpanan Masyarakat Pintar")
    rebuild()
    row().save()
    found = find(Parameters(q="SIM koperasi"), now)
    assert [one.hit.document.name for one in found.hits] == ["Simpanan Masyarakat Pintar"]
    [word, _neighbour] = found.clauses
    assert word.senses == ()


def test_trying_a_changed_meaning_leaves_out_what_it_was():
    saved = row()
    saved.save()
    saved.meaning = "simpanan anggota"
    assert meant(thesaurus_in_use(), "koperasi") == ["simpanan masyarakat"]
    assert meant(thesaurus_with(saved), "koperasi") == ["simpanan anggota"]


@pytest.fixture
def moderator(client):
    log_in(client, MemberFactory(role="moderator").user)
    return client


FORM = {
    "word": "SIM",
    "meaning": "simpanan masyarakat",
    "neighbours": "koperasi, nasabah",
    "source": "uji",
    "in_use": "on",
}


def test_an_editor_tries_then_saves_then_changes_a_meaning(moderator):
    CaseFactory(title="Simpanan Masyarakat Pintar")
    rebuild()
    tried = moderator.post(reverse("senses:add"), FORM | {"trial": "SIM koperasi", "action-try": "1"})
    assert SenseEntry.objects.count() == 0
    comparison = tried.context["comparison"]
    assert (comparison.text, comparison.total_before, comparison.total_after) == ("SIM koperasi", 0, 1)
    moderator.post(reverse("senses:add"), FORM)
    [saved] = SenseEntry.objects.all()
    address = reverse("senses:edit", args=[saved.pk])
    assert moderator.post(address, FORM | {"in_use": "", "action-try": "1"}).context["comparison"].text == "SIM"
    assert SenseEntry.objects.get().in_use
    moderator.post(address, FORM | {"in_use": ""})
    assert not SenseEntry.objects.get().in_use


def test_the_bundled_meanings_lead_to_a_form_filled_in(moderator):
    row("KIA", "kartu identitas anak", "sekolah", in_use=False).save()
    page = moderator.get(reverse("senses:bundled"))
    rows = {row.entry.key: row for row in page.context["rows"]}
    assert len(rows) == len(bundled_entries())
    [own] = [row for row in rows.values() if row.own]
    assert (own.entry.meaning, own.state, own.address) == (
        "kartu identitas anak",
        "dimatikan",
        reverse("senses:edit", args=[SenseEntry.objects.get().pk]),
    )
    assert own.state in page.content.decode()
    [found] = moderator.get(reverse("senses:bundled") + "?q=izin+MENGEMUDI").context["rows"]
    form = moderator.get(found.address).context["form"]
    assert (form["word"].value(), form["meaning"].value(), form["source"].value()) == ("sim", LICENCE, "UU 22/2009")
    assert form["neighbours"].value().splitlines()[:2] == ["keliling", "perpanjang"]


@pytest.mark.parametrize("role", ["contributor", "verifier", "head", "local_admin"])
def test_members_reach_none_of_it(client, role):
    log_in(client, MemberFactory(role=role).user)
    for name in ("index", "add", "bundled"):
        assert client.get(reverse(f"senses:{name}")).status_code == 404
    assert client.post(reverse("senses:add"), FORM).status_code == 404
    assert SenseEntry.objects.count() == 0
    assert reverse("senses:index") not in client.get(reverse("wagtailadmin_home")).content.decode()
