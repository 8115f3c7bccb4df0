"""The language chain as a specification: what counts as the same word, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import analyse, indexed, normalise, stem, terms
from search.language.tables import compounds, irregular_stems, roots, stop_words, variants

SAME = [
    "keliling berkeliling mengelilingi",
    "penduduk kependudukan",
    "kelola pengelolaan mengelola dikelola",
    "menular penularan ditularkan",
    "layanan pelayanan melayani dilayani",
    "antre antrean antri antrian mengantre ngantri",
    "izin ijin perizinan perijinan",
    "buat membuat pembuatan bikin",
    "sekolah bersekolah persekolahan sekolahnya",
    "kurang pengurangan mengurangi berkurang",
    "nikah menikah pernikahan",
    "kirim mengirim pengiriman dikirimkan",
    "nilai menilai penilaian",
    "lahir kelahiran melahirkan",
    "anak anak-anak anak-anaknya anak2",
    "obat obat-obatan pengobatan",
    "jemput dijemputin ngejemput jemputin",
    "daftar ndaftar daftarin dftr",
    "sewa nyewa menyewa",
    "tolong nolong menolong tulung",
    "akta akte",
    "survei survey",
    "provinsi propinsi",
    "apotek apotik",
    "risiko resiko",
    "sertifikat sertipikat",
    "jumat jum'at JUM’AT",
    "al-quran al-qur'an",
    "rumah rumahnya rumahku rumahlah",
    "ktp ktpnya ktpku",
]

ALSO_SAME = [
    ("e-KTP", "KTP-el", "KTP elektronik", "ktp el", "EKTP"),
    ("drive thru", "drive-thru", "drivethru", "drive tru", "lantatur"),
    ("di rumah", "dirumah"),
    ("satu-pintu", "satu pintu"),
    ("utk lansia", "untuk lansia"),
    ("1.916 orang", "1916 orang"),
    ("café", "cafe", "café"),
    ("ＫＴＰ", "ktp"),
]


@pytest.mark.parametrize("words", SAME)
def test_forms_of_a_word_share_a_term(words):
    assert len({terms(word) for word in words.split()}) == 1


@pytest.mark.parametrize("texts", ALSO_SAME, ids=lambda texts: texts[0])
def test_spellings_of_a_text_share_their_terms(texts):
    assert len({terms(text) for text in texts}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("menular", "ular"),
        ("sakit", "penyakit"),
        ("perintah", "pemerintah"),
        ("desa", "dewasa"),
        ("adu", "aduk"),
        ("dipukul", "pukul"),
    ],
)
def test_words_of_different_meaning_stay_apart(left, right):
    assert terms(left) != terms(right)


@pytest.mark.parametrize("text", ["tanpa antre", "satu pintu", "ibu hamil", "lanjut usia", "luar jam kerja", "baru"])
def test_words_that_carry_meaning_are_kept(text):
    assert len(terms(text).split()) == len(text.split())


def test_stop_words_leave_no_term_but_stay_in_the_normal_spelling():
    assert terms("yang dan di untuk utk yg") == ""
    assert normalise("KTP utk lansia") == "ktp untuk lansia"


def test_terms_point_into_the_text():
    text = "Layanan KTP-el bagi anak-anak, 1.916 orang."
    assert [(one.term, text[one.start : one.end], one.position) for one in analyse(text)] == [
        ("layan", "Layanan", 0),
        ("ktp", "KTP-el", 1),
        ("elektronik", "KTP-el", 2),
        ("anak", "anak-anak", 3),
        ("1916", "1.916", 4),
        ("orang", "orang", 5),
    ]


a_word = st.sampled_from(
    sorted(roots())[::20]
    + sorted(variants())
    + sorted(irregular_stems())
    + sorted({word for pair in compounds() for word in pair})
    + ["anak-anaknya", "obat-obatan", "antarkampung", "pasca-bencana", "anak2", "e-KTP", "Jum’at", "1.916", "RS"]
)
a_join = st.sampled_from([" ", " ", " ", "-", ", ", ".\n", "_", "2 "])
any_text = (
    st.text(st.characters(codec=None), max_size=300)
    | st.text("abik -'’.,19éßİ\u00ad\u200b\u0301ﬁ½_", max_size=80)
    | st.lists(st.tuples(a_word, a_join), max_size=12).map(lambda pairs: "".join(map("".join, pairs)))
)


@given(any_text)
def test_any_text_gives_terms_whose_places_lie_in_it(text):
    found = analyse(text)
    assert [one.position for one in found] == list(range(len(found)))
    assert all(0 <= one.start < one.end <= len(text) and one.term for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)


@given(any_text)
def test_the_quick_ways_give_the_same_terms_and_words(text):
    assert terms(text).split() == [one.term for one in analyse(text)]
    lines, words = indexed([text, text])
    assert lines == [terms(text)] * 2
    assert set(words.split()) == {word for word in normalise(text).split() if len(word) > 2 and word.isalpha()}


@given(any_text)
def test_terms_hold_no_white_space_and_stay_short(text):
    assert all(len(word) <= 64 and word.split() == [word] for word in normalise(text).split(" ") if word)


@given(any_text)
def test_normalising_twice_is_normalising_once(text):
    assert normalise(normalise(text)) == normalise(text)


@given(any_text)
def test_every_word_has_a_stem_and_cutting_it_again_changes_no_known_one(text):
    for word in normalise(text).split():
        assert stem(word).split() == [stem(word)]
        if stem(word) in roots():
            assert stem(stem(word)) == irregular_stems().get(stem(word), stem(word))


def test_a_compound_is_one_term_over_both_words():
    text = "Antre di Rumah  Sakit, rumah warga."
    assert [(one.term, text[one.start : one.end], one.surface) for one in analyse(text)] == [
        ("antre", "Antre", "antre"),
        ("rumah_sakit", "Rumah  Sakit", "rumah sakit"),
        ("rumah", "rumah", "rumah"),
        ("warga", "warga", "warga"),
    ]


def test_tables_do_not_contradict_themselves():
    spelled = variants()
    canonical = {word for words in spelled.values() for word in words}
    assert not canonical & set(spelled), "a canonical word that is itself a variant"
    assert not set(irregular_stems().values()) & stop_words()
