"""What every engine finds for words, and in which order."""

import pytest

from search import weights
from search.engines.base import SearchRequest, Sort
from search.expansion import expand
from search.query import parse
from search.rarity import weigh
from tests.search.builders import NOW, document, request
from tests.search.contract.shelf import ONE, names, pages, put

FINDS = [
    ("keliling", {1, 2}),
    ("mengelilingi", {1, 2}),
    ("KTP-el", {1}),
    ("satu pintu", {3, 4}),
    ('"satu pintu"', {3}),
    ("antre -loket", {3}),
    ('antre -"satu pintu"', {4}),
    ("izin", {3}),
    ("lansia", {5}),
    ("kenanga", {5}),
    ("palembang", {5}),
    ("layang-layang", set()),
    ("", {1, 2, 3, 4, 5}),
    ("-keliling", {3, 4, 5}),
    ("unit:kenanga", {5}),
    ("unit:sapa", set()),
    ("wilayah:palembang", {5}),
    ('wilayah:"kota palembang"', {5}),
    ('wilayah:"palembang kota"', set()),
    ("-wilayah:palembang", {1, 2, 3, 4}),
    ("tag:izin", {3}),
    ("tag:pintu", set()),
    ('penghargaan:"top 99"', {5}),
    ("penghargaan:lansia", set()),
    ("tahun:2019", {1}),
    ("tahun:2019..2021", {1, 2}),
    ("tahun:2020..", {2}),
    ("-tahun:..2020", {2, 3, 4, 5}),
    ("keliling tahun:2021", {2}),
    ("keliling tahun:2022", set()),
    ("kapal terbang wilayah:palembang", set()),
]


@pytest.mark.parametrize(("text", "found"), FINDS)
def test_words_phrases_and_exclusions(shelf, text, found):
    result = shelf.search(request(text))
    assert pages(result) == found
    assert result.total == len(found)


def test_the_name_outweighs_a_section(shelf):
    assert names(shelf.search(request("pintu")))[0] in {"Satu Pintu", "Pintu Rezeki"}
    assert names(shelf.search(request("perahu keliling")))[0] == "Perahu Pintar"


def test_a_whole_name_comes_first(engine):
    put(engine, *(document(n, f"Perahu Pintar Perahu {n}", summary="perahu " * 20) for n in range(1, 9)))
    put(engine, document(9, "Perahu"))
    assert names(engine.search(request("perahu")))[0] == "Perahu"


def test_all_words_are_preferred_and_fewer_do_where_few_cases_have_all(shelf):
    every = shelf.search(request("sekolah perahu pulau"))
    assert (names(every)[0], every.complete) == ("Perahu Pintar", True)
    some = shelf.search(request("sekolah perahu helikopter"))
    assert (pages(some), some.complete) == ({2}, False)
    assert some.coverage < 1


def test_cases_that_lack_a_word_are_not_shown_where_enough_have_all_in_their_head(engine):
    put(engine, *(document(n, f"Perahu Sekolah {n}") for n in range(1, weights.ENOUGH + 1)))
    put(engine, document(100, "Perahu Saja"), document(101, text="Perahu untuk sekolah."))
    found = engine.search(request("perahu sekolah", size=50))
    assert pages(found) == {*range(1, weights.ENOUGH + 1), 101}
    assert (found.coverage, found.complete) == (1.0, True)


def test_cases_that_lack_a_word_follow_those_that_have_all(engine):
    put(engine, document(1, "Perahu Sekolah"), document(2, "Perahu Saja"), document(3, text="Perahu untuk sekolah."))
    put(engine, document(4, text="Sebuah perahu."))
    found = engine.search(request("perahu sekolah"))
    assert pages(found) == {1, 2, 3, 4}
    assert names(found)[0] == "Perahu Sekolah"
    assert pages(engine.search(request("perahu sekolah", sort=Sort.NEWEST))) == {1, 3}


def test_a_filter_does_not_change_what_the_words_mean(engine):
    put(
        engine,
        document(1, "Perahu", text="Sekolah."),
        document(2, "Perahu", facets=ONE),
        document(3, "Kereta", facets=ONE),
    )
    every = engine.search(request("perahu sekolah helikopter", facets=("sector",)))
    chosen = engine.search(request("perahu sekolah helikopter", filters=ONE))
    assert chosen.total == dict(every.facets["sector"]).get("health", 0)


def test_a_word_that_no_case_has_is_no_part_of_the_query(shelf):
    clauses = weigh(expand(parse("perahu helikopter")), shelf.frequencies(["perahu", "helikopter"]))
    assert [bool(clause.weight) for clause in clauses] == [True, False]
    assert pages(shelf.search(SearchRequest(NOW, clauses))) == {2}
    nothing = weigh(expand(parse("helikopter")), shelf.frequencies(["helikopter"]))
    assert shelf.search(SearchRequest(NOW, nothing)).total == 0


def test_what_is_kept_to_a_field_or_to_years_is_never_among_the_words_that_may_lack(shelf):
    result = shelf.search(request("sapa helikopter pesawat wilayah:palembang"))
    assert (pages(result), result.coverage < 1) == ({5}, True)
    assert pages(shelf.search(request("keliling helikopter pesawat wilayah:palembang"))) == set()


ODD = ["\x00", "'", '"', "a" * 5000, "*", "a:b", "/", "\\", "(", "😀", "\n", "-"]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_answered(shelf, text):
    shelf.search(request(text))
    shelf.suggest(text, 5, NOW)
    shelf.similar_words(text, NOW)
    shelf.frequencies([text])
