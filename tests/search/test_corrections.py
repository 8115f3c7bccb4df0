"""What is sought in place of words that no case has, and how much each word tells."""

import pytest

from search.corrections import checked
from search.engines.base import Upsert
from search.engines.spelling import distance, likeliest
from search.engines.tantivy import TantivyEngine
from search.expansion import Alternative, Clause, expand
from search.language.thesaurus import bundled
from search.query import parse
from search.rarity import Frequencies, weigh
from tests.search.builders import NOW, document

NAMES = (
    "PeduliLindungi",
    "Kotak Lontar",
    "Payjem Pas Ngamuk",
    "Surau Arsip",
    "Surat Antar Hipnoterapi",
    "Lindungi Anak",
    "Rumah Sakit Kusta",
    "RSUD Contoh",
    "SIM Keliling",
    "Pekerja Migran Pulang",
    "Imunisasi Imun Asi",
)


@pytest.fixture
def engine(tmp_path):
    engine = TantivyEngine(str(tmp_path / "index"))
    with engine.rebuild() as generation:
        generation.switch([Upsert(document(number, name)) for number, name in enumerate(NAMES, 1)])
    return engine


def sought(engine, text):
    """Return the texts that answer each clause, and what was put in the place of what."""
    clauses, corrections = checked(engine, parse(text), NOW, bundled())
    return [[one.text for one in clause.alternatives] for clause in clauses], corrections


CORRECTED = [
    ("payjam", {"payjam": "payjem"}),
    ("hipnoter", {"hipnoter": "hipnoterapi"}),
    ("kotaklontar", {"kotaklontar": "kotak lontar"}),
    ("imuniasi", {"imuniasi": "imunisasi"}),
    ("surao", {"surao": "surau"}),
    ("sim kel", {"kel": "keliling"}),
    ("kel sim", {}),
    ("pas ngam kotak", {}),
    ("surat", {}),
    ('"surao"', {}),
    ("-surao arsip", {}),
    ("zzzzzz", {}),
    ("surut", {}),
    ("remisi", {}),
]


@pytest.mark.parametrize(("text", "corrections"), CORRECTED)
def test_only_a_word_that_no_case_has_and_no_table_knows_is_replaced(engine, text, corrections):
    assert sought(engine, text)[1] == corrections


def test_neighbours_are_also_sought_as_one_word_of_the_index(engine):
    texts, corrections = sought(engine, "peduli lindungi")
    assert corrections == {}
    assert all("pedulilindungi" in found for found in texts)


def test_what_a_word_was_corrected_to_makes_compounds_and_brings_its_synonyms(engine):
    assert sought(engine, "rumah sakjt") == ([["rumah sakit", "rsud"]], {"sakjt": "sakit"})


LICENCE, SYSTEM = "surat izin mengemudi", "sistem informasi manajemen"

SENSED = [
    ("simm", {"simm": "sim"}, ["sim"], (LICENCE, SYSTEM)),
    ("simm keliling", {"simm": "sim"}, ["sim", "keliling"], ()),
    ("sim kelilng", {"kelilng": "keliling"}, ["sim", "keliling"], ()),
    ("pmii", {"pmii": "pmi"}, ["pmi"], ("pekerja migran", "palang merah indonesia")),
    ("tpss", {}, ["tpss"], ()),
    ("-simm kotak", {}, ["simm", "kotak"], ()),
]


@pytest.mark.parametrize(("text", "corrections", "read_as", "senses"), SENSED)
def test_a_corrected_word_has_the_senses_that_it_would_have_had_when_typed(engine, text, corrections, read_as, senses):
    clauses, instead = checked(engine, parse(text), NOW, bundled())
    assert (instead, [clause.read_as for clause in clauses]) == (corrections, read_as)
    assert clauses[0].senses == senses


def test_a_word_corrected_to_one_that_says_nothing_is_left_out(engine):
    with_one = Upsert(document(20, "Uang untuk Sekolah"))
    engine.apply([with_one])
    clauses, instead = checked(engine, parse("uang untukk sekolah"), NOW, bundled())
    assert ([clause.word for clause in clauses], instead) == (["uang", "sekolah"], {"untukk": "untuk"})


def test_a_word_corrected_to_one_that_people_type_around_is_optional(engine):
    engine.apply([Upsert(document(20, "Inovasi Arsip"))])
    clauses, _instead = checked(engine, parse("inofasi arsip"), NOW, bundled())
    assert [clause.optional for clause in clauses] == [True, False]


def test_an_unknown_word_whose_other_words_are_known_is_left(engine):
    texts, corrections = sought(engine, "bocah arsipnya")
    assert corrections == {}
    texts, corrections = sought(engine, "child")
    assert (texts, corrections) == ([["child", "anak"]], {})


def test_other_words_that_no_case_has_are_not_sought(engine):
    assert sought(engine, "lansia")[0] == [["lansia"]]


COUNTED = Frequencies(1000, {"antre": 100, "puskesmas": 500, "kole": 1, "rs": 1, "rumah_sakit": 300})


def rarity(*alternatives):
    return COUNTED.rarity(Clause("", tuple(Alternative((term,), weight, term) for term, weight in alternatives)))


def test_a_rare_word_tells_more_than_a_common_one():
    assert rarity(("kole", 1.0)) == 1.0
    assert 1.0 > rarity(("antre", 1.0)) > rarity(("puskesmas", 1.0)) > 0
    assert rarity(("helikopter", 1.0)) == 0.0


def test_a_rare_acronym_is_as_common_as_what_it_stands_for():
    assert rarity(("rs", 1.0), ("rumah_sakit", 0.9)) == rarity(("rumah_sakit", 1.0))
    assert rarity(("rs", 1.0), ("rumah_sakit", 0.2)) == 1.0


def test_no_number_of_cases_makes_a_negative_weight():
    [clause] = weigh(expand(parse("antre")), Frequencies(1, {"antre": 5}))
    assert 0 < clause.weight <= 1


DISTANCES = [
    ("payjam", "payjem", 1.0),
    ("surao", "surau", 0.5),
    ("imunisais", "imunisasi", 1.0),
    ("puskesmass", "puskesmas", 0.5),
    ("sertivikat", "sertifikat", 0.5),
    ("pajk", "pajak", 1.0),
    ("sama", "sama", 0.0),
]


@pytest.mark.parametrize(("left", "right", "errors"), DISTANCES)
def test_letters_that_sound_alike_are_half_an_error(left, right, errors):
    assert distance(left, right, 2) == distance(right, left, 2) == errors


REACHED = [
    ("abc", "abd", False),
    ("surao", "surau", True),
    ("kapel", "kapil", True),
    ("jlaan", "jalan", True),
    ("surao", "surat", True),
    ("sabtu", "satpu", False),
    ("alfamart", "alamat", False),
    ("berlubang", "berkurang", False),
    ("kelurahan", "keluarga", False),
    ("kelahrian", "kelahiran", True),
    ("pusksmass", "puskesmas", True),
    ("sertipikta", "sertifikat", True),
    ("hipnotherapy", "hipnoterapi", True),
    ("hypnotherapy", "hipnoterapi", False),
    ("admnistrsi", "administrasi", False),
    ("kepndudkan", "kependudukan", True),
    ("administrsai", "administrasi", True),
    ("rehabltasi", "rehabilitasi", False),
    ("rehabiltsai", "rehabilitasi", True),
    ("perpustakaan", "perpindahan", False),
]


@pytest.mark.parametrize(("word", "known", "is_reached"), REACHED)
def test_how_far_a_known_word_may_be_goes_by_the_length_of_the_word(word, known, is_reached):
    assert likeliest(word, {known: 1}) == ([known] if is_reached else [])


def test_the_nearest_word_comes_first_then_the_most_frequent_then_the_longer():
    assert likeliest("surao", {"surat": 90, "surau": 1}) == ["surau", "surat"]
    assert likeliest("kapel", {"kapal": 2, "kapil": 9}) == ["kapil", "kapal"]
    assert likeliest("hipno", {"hipnoterapi": 1}) == ["hipnoterapi"]
