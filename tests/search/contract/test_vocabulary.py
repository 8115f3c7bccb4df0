"""What every engine knows about the words of its cases, and which cases are alike."""

import pytest

from search.engines.base import LikenessRequest
from tests.search.builders import NOW, document, request
from tests.search.contract.shelf import put


def test_suggestions_come_from_names_tags_and_words(shelf):
    found = shelf.suggest("per", 5, NOW)
    assert [one.document.name for one in found.cases] == ["Perahu Pintar"]
    assert found.tags == ("perizinan",)
    assert "perahu" in found.words
    assert [one.document.name for one in shelf.suggest("dukcapil ro", 5, NOW).cases] == ["Roda Dukcapil"]


def test_a_misspelled_word_has_look_alikes_of_the_index(shelf):
    assert shelf.similar_words("prahu", NOW) == ["perahu"]
    assert shelf.similar_words("zzzzzzz", NOW) == []


@pytest.mark.parametrize(("word", "found"), [("berlubang", []), ("berkruang", ["berkurang"]), ("perahy", ["perahu"])])
def test_two_whole_errors_make_another_word(engine, word, found):
    put(engine, document(1, text="Antrean berkurang di perahu."))
    assert engine.similar_words(word, NOW) == found


def test_a_word_that_was_broken_off_has_the_words_of_the_index_that_begin_so(shelf):
    assert shelf.similar_words("puskes", NOW) == ["puskesmas"]


def test_frequencies_count_cases_not_places(shelf):
    counted = shelf.frequencies(["pintu", "perahu", "prahu"])
    assert dict(counted.of) == {"pintu": 2, "perahu": 1}
    assert counted.cases >= 5


def test_a_hit_brings_its_document_and_the_terms_of_its_passages(shelf):
    [hit] = shelf.search(request("berlayar")).hits
    assert hit.document.passages[0].text == "Guru berlayar ke pulau."
    assert hit.passage_terms == "guru layar pulau"


ALIKE = [
    ({"perahu": 3.0, "imunisasi": 3.0, "desa": 1.0}, None, [1, 2]),
    ({"perahu": 3.0, "imunisasi": 3.0, "desa": 1.0}, 1, [2]),
    ({"akta": 1.0}, None, [3]),
    ({"kereta": 1.0}, None, []),
    ({}, None, []),
    ({f"kata{n}": 1.0 for n in range(30)} | {"perahu": 1.0}, None, []),
]


@pytest.mark.parametrize(("terms", "besides", "found"), ALIKE)
def test_cases_like_a_text_share_enough_of_its_terms(engine, terms, besides, found):
    put(
        engine,
        document(1, plain_title="Perahu imunisasi ke desa"),
        document(2, plain_title="Perahu imunisasi"),
        document(3, plain_title="Akta satu jam", text="Perahu imunisasi desa hanya disebut."),
        document(4, plain_title="Perahu imunisasi ke desa", expires_at=NOW),
    )
    assert [case.page_id for case in engine.similar(LikenessRequest(NOW, terms, besides))] == found
    assert len(engine.similar(LikenessRequest(NOW, {"perahu": 1.0}, size=1))) == 1
