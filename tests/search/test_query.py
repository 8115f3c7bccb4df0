"""Any text is a query. What is no syntax is plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.expansion import expand
from search.query import MAX_PARTS, MAX_TEXT, Part, parse

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
]


@pytest.mark.parametrize(("text", "parts"), READINGS)
def test_reading(text, parts):
    assert list(parse(text).parts) == parts


ODD = [
    '"foo', "", " ", "x" * 10_000, "kata " * 2_000, "\x00", "a\x00b", "😀", "👨‍👩‍👧", "a AND OR", "NOT", "[a-z]+(.*)?",
    "'; DROP TABLE users; --", "1 OR 1=1", "field:value", "*", "te?t~2^3", "(((", '"" "" ""', "-", "--", '-"', "\ud800",
    "%00", "<script>alert(1)</script>", "\u202eabc", "½ ﬁ ﷺ", "-" * 500, '"' * 500, "٣٤٥",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_read_and_expanded(text):
    query = parse(text)
    expand(query)
    assert len(query.text) <= MAX_TEXT
    assert len(query.parts) <= MAX_PARTS


@given(st.text(st.characters(codec=None)))
def test_every_text_is_read_and_expanded(text):
    for clause in expand(parse(text)):
        assert clause.alternatives
        assert all(one.terms and 0 < one.weight <= 1 for one in clause.alternatives)


def test_other_words_count_less_than_the_literal_one():
    [clause] = expand(parse("rs"))
    assert clause.literal.terms == ("rs",)
    assert ("rumah", "sakit") in [one.terms for one in clause.alternatives]
    assert all(one.weight < 1 for one in clause.alternatives[1:])


def test_an_expression_is_also_answered_by_its_synonym_as_a_whole():
    clauses = expand(parse("jemput bola"))
    assert [clause.word for clause in clauses] == ["jemput", "bola"]
    for clause in clauses:
        assert ("layan", "keliling") in [one.terms for one in clause.alternatives]


def test_a_phrase_has_no_other_words():
    [clause] = expand(parse('"rumah sakit"'))
    assert [one.terms for one in clause.alternatives[:1]] == [("rumah", "sakit")]


def test_words_typed_around_what_is_sought_are_optional_unless_alone():
    assert [clause.optional for clause in expand(parse("contoh inovasi antrean"))] == [True, True, False]
    assert [clause.optional for clause in expand(parse("inovasi"))] == [False]
