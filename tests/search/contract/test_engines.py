"""What every engine does. The same suite runs on each of them."""

from dataclasses import replace

import pytest

from search import weights
from search.engines.base import LikenessRequest, Range, Removal, ScoreKind, SearchRequest, Sort, Upsert
from search.expansion import expand
from search.facets.base import UNKNOWN
from search.query import parse
from search.rarity import weigh
from search.weights import DECLARED
from tests.search.builders import NOW, document, request

ONE, TWO = {"sector": ("health",)}, {"sector": ("education", "health"), "region": ("16", "16.71")}


def put(engine, *documents):
    engine.apply([Upsert(one) for one in documents])


def names(result):
    return [hit.document.name for hit in result.hits]


def pages(result):
    return {hit.document.page_id for hit in result.hits}


@pytest.fixture(scope="module")
def shelf(place):
    """An index that tests only read."""
    engine = place("shelf")
    with engine.rebuild() as generation:
        generation.switch([])
    put(
        engine,
        document(
            1,
            "Roda Dukcapil",
            facets={"year": ("2019",)},
            text="Petugas berkeliling dengan mobil. KTP elektronik selesai di tempat.",
        ),
        document(
            2,
            "Perahu Pintar",
            facets={"year": ("2021",)},
            plain_title="Sekolah keliling dengan perahu",
            text="Guru berlayar ke pulau.",
        ),
        document(3, "Satu Pintu", summary="Layanan satu pintu tanpa antre.", tags=("perizinan",)),
        document(4, "Pintu Rezeki", text="Satu loket, lalu pintu lain lagi. Antre dua jam."),
        document(
            5,
            "Puskesmas Sapa",
            labels=("Lansia",),
            awards=("KIPP Top 99 2020",),
            unit="Puskesmas Kenanga",
            places=("Kota Palembang",),
        ),
    )
    return engine


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
        (ScoreKind.NAME, "satu pintu"),
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


@pytest.mark.parametrize(("field", "first"), [("summary", "Satu Pintu"), ("sections", "Pintu Rezeki")])
def test_other_weights_are_tried(shelf, field, first):
    tried = replace(DECLARED, fields=DECLARED.fields | {field: 90.0})
    assert names(shelf.search(request("antre pintu", weights=tried)))[0] == first


def test_counts_keep_to_the_conditions_of_the_text(shelf):
    result = shelf.search(request("tahun:2019", filters={"year": ("2021",)}, facets=("year",)))
    assert (result.total, dict(result.facets["year"])) == (0, {"2019": 1})


def test_filters_mean_any_in_a_facet_and_all_across_facets(engine):
    put(engine, document(1, facets=ONE), document(2, facets=TWO), document(3))
    assert pages(engine.search(request(filters={"sector": ("health",)}))) == {1, 2}
    assert pages(engine.search(request(filters={"sector": ("health", "education")}))) == {1, 2}
    assert pages(engine.search(request(filters={"sector": ("health",), "region": ("16",)}))) == {2}
    assert pages(engine.search(request(filters={"sector": ("nothing",)}))) == set()


COST = "cost"
UP_TO_50, FROM_50, OPEN = Range(COST, highest=50), Range(COST, lowest=50), Range(COST, 0.5, 49.99)

RANGES = [
    ((UP_TO_50,), {1, 2, 3}),
    ((FROM_50,), {3, 4}),
    ((OPEN,), {2}),
    ((Range(COST, 50, 50),), {3}),
    ((Range(COST, lowest=1e12 + 1),), set()),
    ((Range(COST, highest=0),), {1}),
    ((Range(COST, lowest=-1e9),), {1, 2, 3, 4}),
    ((UNKNOWN,), {5}),
    ((UP_TO_50, UNKNOWN), {1, 2, 3, 5}),
    ((Range(COST, highest=0), Range(COST, lowest=1e12)), {1, 4}),
    ((Range("staff", highest=3), Range(COST, highest=0)), {1, 5}),
]


@pytest.mark.parametrize(("choices", "found"), RANGES, ids=str)
def test_ranges_include_their_ends_and_no_case_whose_number_is_unknown(engine, choices, found):
    for page_id, cost in ((1, 0), (2, 49.5), (3, 50), (4, 10**12)):
        put(engine, document(page_id, numbers={COST: cost}))
    put(engine, document(5, numbers={"staff": 2.5}, facets={"cost_max": (UNKNOWN,)}))
    result = engine.search(request(filters={"cost_max": choices}))
    assert (pages(result), result.total) == (found, len(found))


def test_a_range_narrows_what_other_facets_count_and_not_its_own(engine):
    put(engine, document(1, numbers={COST: 10}, facets=ONE), document(2, numbers={COST: 90}, facets=TWO))
    put(engine, document(3, facets=ONE | {"cost_max": (UNKNOWN,)}))
    wanted = {"sector": ("health",), "cost_max": (UP_TO_50,)}
    result = engine.search(request(filters=wanted, facets=("sector", "cost_max")))
    assert pages(result) == {1}
    assert dict(result.facets["sector"]) == {"health": 1}
    assert dict(result.facets["cost_max"]) == {UNKNOWN: 1}


def test_an_update_replaces_numbers(engine):
    put(engine, document(1, numbers={COST: 10}))
    put(engine, document(1, version=2, numbers={COST: 90}))
    assert engine.search(request(filters={"cost_max": (UP_TO_50,)})).total == 0
    [hit] = engine.search(request(filters={"cost_max": (FROM_50,)})).hits
    assert hit.document.numbers == {COST: 90}


def test_counts_leave_out_the_selection_of_their_own_facet(engine):
    put(engine, document(1, facets=ONE), document(2, facets=TWO), document(3, facets={"region": ("35",)}))
    wanted = ("sector", "region")
    result = engine.search(request(filters={"sector": ("education",)}, facets=wanted))
    assert dict(result.facets["sector"]) == {"health": 2, "education": 1}
    assert dict(result.facets["region"]) == {"16": 1, "16.71": 1}
    both = engine.search(request(filters={"sector": ("education",), "region": ("35",)}, facets=wanted))
    assert both.total == 0
    assert dict(both.facets["sector"]) == {}
    assert dict(both.facets["region"]) == {"16": 1, "16.71": 1}


@pytest.mark.parametrize(
    ("sort", "order"), [(Sort.NEWEST, ["C", "B", "A"]), (Sort.COMPLETE, ["A", "C", "B"])], ids=["newest", "complete"]
)
def test_sorts(engine, sort, order):
    put(
        engine,
        document(1, "A", published_at=10, completeness=90),
        document(2, "B", published_at=20, completeness=30),
        document(3, "C", published_at=30, completeness=60),
    )
    result = engine.search(request(sort=sort))
    assert names(result) == order
    assert all(hit.score is None for hit in result.hits)


@pytest.mark.parametrize("sort", Sort)
def test_paging_shows_every_case_once(engine, sort):
    put(engine, *(document(n, f"Perahu {n}", published_at=5, completeness=5) for n in range(1, 26)))
    seen = [
        hit.document.page_id
        for offset in range(0, 40, 10)
        for hit in engine.search(request("perahu", sort=sort, offset=offset, size=10)).hits
    ]
    assert sorted(seen) == list(range(1, 26))


def test_a_page_far_past_the_end_is_empty_and_knows_the_total(engine):
    put(engine, document(1, "Perahu"))
    result = engine.search(request("perahu", offset=10**12))
    assert (result.total, result.hits) == (1, ())


def test_an_update_replaces_and_a_removal_removes(engine):
    put(engine, document(1, "Perahu Lama"))
    put(engine, document(1, "Perahu Baru", version=2))
    assert names(engine.search(request("perahu"))) == ["Perahu Baru"]
    engine.apply([Removal(1, 3)])
    assert engine.search(request("perahu")).total == 0
    assert list(engine.contents()) == []


def test_an_older_change_does_not_undo_a_newer_one(engine):
    put(engine, document(1, "Perahu Baru", version=5))
    put(engine, document(1, "Perahu Lama", version=4))
    engine.apply([Removal(1, 3)])
    assert names(engine.search(request("perahu"))) == ["Perahu Baru"]
    engine.apply([Removal(1, 6)])
    put(engine, document(1, "Perahu Lama", version=5))
    assert engine.search(request("perahu")).total == 0


def test_of_several_changes_in_a_batch_the_newest_wins(engine):
    engine.apply([Upsert(document(1, "Baru", version=3)), Removal(1, 2), Upsert(document(1, "Lama", version=1))])
    assert names(engine.search(request())) == ["Baru"]


def test_a_case_expires_at_its_second(engine):
    put(engine, document(1, "Perahu", expires_at=NOW))
    assert engine.search(request("perahu", now=NOW - 1)).total == 1
    assert engine.search(request("perahu", now=NOW)).total == 0
    assert engine.suggest("per", 5, NOW).cases == ()
    assert engine.suggest("per", 5, NOW).words == ()
    assert engine.similar_words("perahx", NOW) == []


def test_suggestions_come_from_names_tags_and_words(shelf):
    found = shelf.suggest("per", 5, NOW)
    assert [one.document.name for one in found.cases] == ["Perahu Pintar"]
    assert found.tags == ("perizinan",)
    assert "perahu" in found.words
    assert [one.document.name for one in shelf.suggest("dukcapil ro", 5, NOW).cases] == ["Roda Dukcapil"]


def test_a_misspelled_word_has_look_alikes_of_the_index(shelf):
    assert shelf.similar_words("prahu", NOW) == ["perahu"]
    assert shelf.similar_words("zzzzzzz", NOW) == []


def test_a_word_that_was_broken_off_has_the_words_of_the_index_that_begin_so(shelf):
    assert shelf.similar_words("puskes", NOW) == ["puskesmas"]


def test_frequencies_count_cases_not_places(shelf):
    counted = shelf.frequencies(["pintu", "perahu", "prahu"])
    assert dict(counted.of) == {"pintu": 2, "perahu": 1}
    assert counted.cases >= 5


def test_contents_change_when_a_document_does(engine):
    put(engine, document(1, "Perahu"))
    [before] = engine.contents()
    put(engine, document(1, "Perahu", version=2))
    [same] = engine.contents()
    put(engine, document(1, "Perahu", version=3, text="Baru."))
    [changed] = engine.contents()
    assert before.fingerprint == same.fingerprint != changed.fingerprint
    assert (changed.page_id, changed.version) == (1, 3)


def test_a_rebuild_answers_only_after_the_switch_and_keeps_late_changes(engine):
    put(engine, document(1, "Perahu Lama"))
    with engine.rebuild() as generation:
        generation.add([document(1, "Perahu Baru"), document(2, "Perahu Dua")])
        put(engine, document(3, "Perahu Tiga", version=9))
        assert set(names(engine.search(request("perahu")))) == {"Perahu Lama", "Perahu Tiga"}
        generation.switch([Upsert(document(3, "Perahu Tiga", version=9)), Removal(2, 10)])
    assert set(names(engine.search(request("perahu")))) == {"Perahu Baru", "Perahu Tiga"}


def test_an_abandoned_rebuild_changes_nothing(engine):
    put(engine, document(1, "Perahu"))
    with engine.rebuild() as generation:
        generation.add([document(2, "Kereta")])
    assert names(engine.search(request())) == ["Perahu"]


def test_a_hit_brings_its_document_and_the_terms_of_its_passages(shelf):
    [hit] = shelf.search(request("berlayar")).hits
    assert hit.document.passages[0].text == "Guru berlayar ke pulau."
    assert hit.passage_terms == "guru layar pulau"


ODD = ["\x00", "'", '"', "a" * 5000, "*", "a:b", "/", "\\", "(", "😀", "\n", "-"]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_answered(shelf, text):
    shelf.search(request(text))
    shelf.suggest(text, 5, NOW)
    shelf.similar_words(text, NOW)
    shelf.frequencies([text])


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
    assert engine.similar(LikenessRequest(NOW, terms, besides)) == found
    assert len(engine.similar(LikenessRequest(NOW, {"perahu": 1.0}, size=1))) == 1
