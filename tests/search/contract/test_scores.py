"""What every engine makes of pinned pages and weights, and how it explains a score."""

from dataclasses import replace

import pytest

from search.engines.base import Removal, ScoreKind, Sort
from search.weights import DECLARED
from tests.search.builders import NOW, document, request
from tests.search.contract.shelf import ONE, TWO, names, pages, put


def test_pinned_pages_come_first_in_their_order_whatever_their_words(shelf):
    result = shelf.search(request("pintu", pinned=(5, 4)))
    assert [hit.document.page_id for hit in result.hits] == [5, 4, 3]
    assert result.total == 3
    assert shelf.search(request("pintu", pinned=(5, 4), size=1, offset=1)).hits[0].document.page_id == 4


def test_pinned_pages_are_counted_once_and_keep_to_the_filters(engine):
    put(engine, document(1, "Perahu", facets=ONE), document(2, "Kios", facets=TWO))
    result = engine.search(request("perahu", pinned=(1, 2), facets=("sector",)))
    assert (result.total, dict(result.facets["sector"])) == (2, {"health": 2, "education": 1})
    assert pages(engine.search(request("perahu", pinned=(1, 2), filters={"sector": ("education",)}))) == {2}


def test_a_pinned_page_that_is_gone_or_expired_does_not_show(engine):
    put(engine, document(1, "Perahu"), document(2, "Kios", expires_at=NOW), document(3, "Loket"))
    engine.apply([Removal(3, 2)])
    assert pages(engine.search(request("perahu", pinned=(2, 3, 99)))) == {1}


def test_pinned_pages_have_no_say_in_how_many_words_are_needed(shelf):
    result = shelf.search(request("sekolah perahu helikopter", pinned=(5,)))
    assert [hit.document.page_id for hit in result.hits] == [5, 2]
    assert result.coverage < 1
    assert pages(shelf.search(request("layang-layang", pinned=(5,)))) == {5}


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.COMPLETE])
def test_other_orders_have_no_pinned_pages(shelf, sort):
    assert pages(shelf.search(request("keliling", pinned=(5,), sort=sort))) == {1, 2}


@pytest.mark.parametrize(
    "text", ["satu pintu", "contoh satu pintu", "pintu tag:izin", "perahu tahun:2021", "sekolah perahu helikopter"]
)
def test_the_parts_of_a_score_add_up_to_it(shelf, text):
    asked = request(text)
    hits = shelf.search(asked).hits
    assert hits
    for hit in hits:
        explained = shelf.explain(asked, hit.document.page_id)
        assert explained.found
        assert explained.score == pytest.approx(hit.score, rel=1e-4)
        assert sum(part.score for part in explained.parts) == pytest.approx(hit.score, rel=1e-4)


def test_the_parts_of_a_score_name_words_and_places(shelf):
    parts = shelf.explain(request("satu pintu"), 3).parts
    assert {(part.kind, part.word) for part in parts} == {
        (ScoreKind.PLACE, "satu"), (ScoreKind.PLACE, "pintu"), (ScoreKind.NEAR, "satu pintu"),
        (ScoreKind.NAME, "satu pintu"), (ScoreKind.CONFIRMED, ""),
    }  # fmt: skip
    [places] = [part.places for part in parts if (part.kind, part.word) == (ScoreKind.PLACE, "pintu")]
    assert {(place.field, place.text) for place in places} >= {("name", "pintu"), ("summary", "pintu")}
    partly = shelf.explain(request("sekolah perahu helikopter"), 2).parts
    assert (ScoreKind.HELD, "perahu") in {(part.kind, part.word) for part in partly}


def test_what_the_search_does_not_find_is_explained_as_far_as_its_words_go(shelf):
    asked = request("pintu -antre")
    assert shelf.explain(asked, 4).found is False
    assert shelf.explain(asked, 4).parts
    gone = shelf.explain(asked, 99)
    assert (gone.found, gone.score, gone.parts) == (False, 0, ())


def test_a_pin_is_a_part_of_the_score(shelf):
    explained = shelf.explain(request("pintu", pinned=(5,)), 5)
    assert explained.found
    assert [part.kind for part in explained.parts] == [ScoreKind.PINNED]
    assert explained.score == explained.parts[0].score


def test_of_two_cases_alike_the_one_that_its_unit_has_yet_to_confirm_comes_second(engine):
    put(
        engine, document(1, "Perahu", confirm_by=NOW + 10), document(2, "Perahu", confirm_by=NOW), document(3, "Perahu")
    )
    assert [hit.document.page_id for hit in engine.search(request("perahu")).hits][-1] == 2
    later = engine.search(request("perahu", now=NOW + 10)).hits
    assert later[0].document.page_id == 3, "the index need not hear that a day has passed"
    assert later[0].score - later[1].score == pytest.approx(DECLARED.confirmed, rel=1e-4)
    [gained] = [part for part in engine.explain(request("perahu"), 1).parts if part.kind is ScoreKind.CONFIRMED]
    assert gained.score == pytest.approx(DECLARED.confirmed)
    assert engine.search(request("perahu", weights=replace(DECLARED, confirmed=0.0))).total == 3


@pytest.mark.parametrize(("field", "first"), [("summary", "Satu Pintu"), ("sections", "Pintu Rezeki")])
def test_other_weights_are_tried(shelf, field, first):
    tried = replace(DECLARED, fields=DECLARED.fields | {field: 90.0})
    assert names(shelf.search(request("antre pintu", weights=tried)))[0] == first
