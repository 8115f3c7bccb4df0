"""Any text is a query. What is no syntax is plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import weights
from search.expansion import expand
from search.finding import conditions
from search.query import MAX_PARTS, MAX_TEXT, SCOPES, YEARS, Part, parse, years

READINGS = [
    ("", []),
    ("   \t\n", []),
    ("\x00", []),
    ("antre", [Part("antre")]),
    ("antre  loket", [Part("antre"), Part("loket")]),
    ('"satu pintu"', [Part("satu pintu", phrase=True)]),
    ("“satu pintu”", [Part("satu pintu", phrase=True)]),
    ('"foo', [Part("foo", phrase=True)]),
    ('""', []),
    ("-aplikasi", [Part("aplikasi", negated=True)]),
    ('-"satu pintu"', [Part("satu pintu", phrase=True, negated=True)]),
    ("anak-anak", [Part("anak-anak")]),
    ("e-KTP", [Part("e-KTP")]),
    ("-", [Part("-")]),
    ("a AND OR", [Part("a"), Part("AND"), Part("OR")]),
    ("a\x00b", [Part("a"), Part("b")]),
    ('"satu pintu"-aplikasi', [Part("satu pintu", phrase=True), Part("aplikasi", negated=True)]),
    ("unit:rsud", [Part("rsud", scope="unit")]),
    ("Unit:RSUD", [Part("RSUD", scope="unit")]),
    ('unit:"RSUD Dr. Soetomo"', [Part("RSUD Dr. Soetomo", phrase=True, scope="unit")]),
    ("-wilayah:jakarta", [Part("jakarta", negated=True, scope="wilayah")]),
    ('-tag:"satu pintu"', [Part("satu pintu", phrase=True, negated=True, scope="tag")]),
    ("hasil:menit penghargaan:iga", [Part("menit", scope="hasil"), Part("iga", scope="penghargaan")]),
    ("tahun:2019", [Part("2019", scope="tahun")]),
    ("tahun:2019..2022", [Part("2019..2022", scope="tahun")]),
    ("-tahun:2019..", [Part("2019..", negated=True, scope="tahun")]),
    ("unit:", [Part("unit:")]),
    ("unit: rsud", [Part("unit:"), Part("rsud")]),
    ('unit:""', [Part("unit:")]),
    ("unit:!", [Part("unit:!")]),
    ("tahun:lalu", [Part("tahun:lalu")]),
    ('tahun:"tahun lalu"', [Part("tahun:tahun lalu", phrase=True)]),
    ("dinas:sosial", [Part("dinas:sosial")]),
    ("08:00-15:00", [Part("08:00-15:00")]),
    ("https://unit:8000/tag:x", [Part("https://unit:8000/tag:x")]),
    ("subunit:x", [Part("subunit:x")]),
]


@pytest.mark.parametrize(("text", "parts"), READINGS)
def test_reading(text, parts):
    assert list(parse(text).parts) == parts


SPANS = [
    ("2019", "2019"),
    ("2019..2021", "2019 2020 2021"),
    ("2021..2019", "2019 2020 2021"),
    ("2019-2020", "2019 2020"),
    ("2019–2020", "2019 2020"),
    ("2098..", "2098 2099 2100"),
    ("..1901", "1900 1901"),
    ("0001..1900", "1900"),
    ("1800", ""),
    ("20192020", ""),
    ("..", ""),
    ("2019..22", ""),
    ("٢٠١٩", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "found"), SPANS)
def test_spans_of_years(text, found):
    assert " ".join(map(str, years(text))) == found


def test_years_become_a_condition_and_no_word():
    query = parse("antre -tahun:2019..2020")
    assert [clause.word for clause in expand(query)] == ["antre"]
    [condition] = conditions(query)
    assert (condition.facet, condition.codes, condition.negated) == ("year", ("2019", "2020"), True)


def test_a_word_kept_to_a_field_says_which_and_is_never_optional():
    [clause] = expand(parse("unit:layanan"))
    assert (clause.fields, clause.optional) == (("unit",), False)


def test_an_expression_of_words_kept_to_different_fields_is_none():
    for clause in expand(parse("unit:jemput bola")):
        assert ("layan", "keliling") not in [one.terms for one in clause.alternatives]


ODD = [
    '"foo', "", " ", "x" * 10_000, "kata " * 2_000, "\x00", "a\x00b", "😀", "👨‍👩‍👧", "a AND OR", "NOT", "[a-z]+(.*)?",
    "'; DROP TABLE users; --", "1 OR 1=1", "field:value", "*", "te?t~2^3", "(((", '"" "" ""', "-", "--", '-"', "\ud800",
    "%00", "<script>alert(1)</script>", "\u202eabc", "½ ﬁ ﷺ", "-" * 500, '"' * 500, "٣٤٥", "yang di dari",
    "-aplikasi -yang", "tahun:2019..", "tahun:abc", "wilayah:", 'unit:"', 'tag:""', "antre 队列 очередь صف",
    "\u200fantre\u200e", "a" * 200 + "x",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_read_and_expanded(text):
    query = parse(text)
    expand(query)
    assert len(query.text) <= MAX_TEXT
    assert len(query.parts) <= MAX_PARTS


pieces = st.sampled_from(
    [
        *(f"{scope}:" for scope in (*SCOPES, YEARS, "dinas", "TAG")),
        "-",
        '"',
        " ",
        "..",
        "2019",
        "antre",
        "“",
        "yang",
        ":",
    ]
)
any_query = st.text(st.characters(codec=None)) | st.lists(pieces, max_size=60).map("".join)


@given(any_query)
def test_printing_what_was_read_and_reading_it_again_is_the_same(text):
    query = parse(text)
    assert parse(str(query)).parts == query.parts


@given(any_query)
def test_every_text_is_read_and_expanded(text):
    for clause in expand(parse(text)):
        assert clause.alternatives
        assert all(one.terms and 0 < one.weight <= 1 for one in clause.alternatives)


def test_other_words_count_less_than_the_literal_one():
    [clause] = expand(parse("rs"))
    assert clause.literal.terms == ("rs",)
    assert ("rumah_sakit",) in [one.terms for one in clause.alternatives]
    assert all(one.weight < 1 for one in clause.alternatives[1:])


def test_an_expression_is_also_answered_by_its_synonym_as_a_whole():
    clauses = expand(parse("jemput bola"))
    assert [clause.word for clause in clauses] == ["jemput", "bola"]
    for clause in clauses:
        assert ("layan", "keliling") in [one.terms for one in clause.alternatives]


def test_a_phrase_has_no_other_words():
    [clause] = expand(parse('"satu pintu"'))
    assert [one.terms for one in clause.alternatives] == [("satu", "pintu")]


def test_words_typed_around_what_is_sought_are_optional_unless_alone():
    assert [clause.optional for clause in expand(parse("contoh inovasi antrean"))] == [True, True, False]
    assert [clause.optional for clause in expand(parse("inovasi"))] == [False]


def test_neighbours_are_read_as_one_text():
    assert [clause.literal.terms for clause in expand(parse("rawat jalan RS"))] == [("rawat_jalan",), ("rs",)]
    assert [clause.word for clause in expand(parse("antre rumah  sakit"))] == ["antre", "rumah sakit"]


def test_a_word_that_is_said_twice_counts_once():
    assert [clause.word for clause in expand(parse("anak sekolah anak-anak"))] == ["anak", "sekolah"]


def test_a_word_to_be_without_counts_little_alone():
    [clause] = expand(parse("tanpa helikopter"))
    assert [(one.terms, one.weight) for one in clause.alternatives] == [
        (("tanpa", "helikopter"), 1.0),
        (("tidak", "helikopter"), weights.WITHOUT["tidak"]),
        (("helikopter",), weights.WITH_INSTEAD),
    ]
    assert [clause.word for clause in expand(parse("kapal tanpa"))] == ["kapal", "tanpa"]


@pytest.mark.parametrize(("text", "open_senses"), [("SIM", 2), ("SIM keliling", 0), ('"SIM"', 0), ("-SIM kapal", 0)])
def test_an_open_sense_is_reported(text, open_senses):
    assert sum(len(clause.senses) for clause in expand(parse(text))) == open_senses


def test_both_senses_are_sought_while_the_choice_is_open_and_one_when_it_is_not():
    def texts(text):
        return {one.text for clause in expand(parse(text)) for one in clause.alternatives}

    assert {"surat izin mengemudi", "sistem informasi manajemen"} <= texts("SIM")
    assert "sistem informasi manajemen" not in texts("SIM keliling")


def test_other_words_are_the_weightiest_ones_each_once():
    [clause] = expand(parse("lansia"))
    found = [one.weight for one in clause.alternatives]
    assert found == sorted(found, reverse=True)
    assert len({one.terms for one in clause.alternatives}) == len(found)


def test_a_sense_brings_its_other_words():
    [clause] = expand(parse("ukm"))
    assert {"usaha kecil dan menengah", "umkm"} <= {one.text for one in clause.alternatives}


@pytest.mark.parametrize(
    "text",
    ["tanpa kantor", "tanpa harus ke kantor", "tidak perlu ke kantor", "nggak usah ke kantor", "bukan lewat kantor"],
)
def test_what_is_to_be_lacking_is_said_in_several_ways(text):
    [clause] = expand(parse(text))
    assert (clause.literal.terms, clause.negated) == (("tanpa", "kantor"), False)


@pytest.mark.parametrize("text", ["tanpa aplikasi", "tidak pakai aplikasi"])
def test_a_means_to_be_without_is_not_sought_alone(text):
    lacking, avoided = expand(parse(text))
    assert ("aplikasi",) not in {one.terms for one in lacking.alternatives}
    assert (avoided.avoided, avoided.literal.terms) == (True, ("aplikasi",))


@pytest.mark.parametrize(("text", "others"), [("tag:samsat", set()), ("wilayah:jatim", {"jawa timur"})])
def test_a_word_that_is_kept_to_a_field_is_answered_by_other_names_of_the_same_alone(text, others):
    [clause] = expand(parse(text))
    assert {one.text for one in clause.alternatives[1:]} == others


@pytest.mark.parametrize(
    ("text", "avoided"),
    [
        ("samsat selain drive thru di Bali", ["drive thru"]),
        ("bantuan lansia bukan uang tunai", ["uang tunai"]),
        ("layanan kecuali KTP dan akta", ["ktp", "akta"]),
        ("samsat yang tidak drive thru", ["drive thru"]),
        ("samsat di luar Jawa", ["jawa"]),
        ("layanan di luar jam kerja", []),
        ("bukan hanya KTP", []),
        ("akta selain", []),
    ],
)
def test_what_is_not_meant_is_avoided(text, avoided):
    assert [clause.literal.text for clause in expand(parse(text)) if clause.avoided] == avoided


def test_a_word_of_an_expression_with_other_words_is_not_optional():
    assert [clause.optional for clause in expand(parse("warga tidak mampu"))] == [False, False, False]
    assert [clause.optional for clause in expand(parse("warga tidak tahu"))] == [False, True, False]


def test_a_word_that_only_fills_another_out_is_optional():
    assert [clause.optional for clause in expand(parse("malam hari"))] == [False, True]
    assert [clause.optional for clause in expand(parse("satu hari"))] == [False, False]


def test_what_is_to_be_lacking_brings_its_other_words():
    [clause] = expand(parse("tanpa eo"))
    assert "tanpa penyelenggara acara" in {one.text for one in clause.alternatives}
    assert clause.literal.text == "tanpa eo"
