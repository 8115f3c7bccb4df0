"""Hiding whose a text is."""

import pytest

from selections.rules.masking import Mask

MASK = Mask(
    ["Puskesmas Sungai Lilin", "Pemerintah Kabupaten Musi Banyuasin"], ["Kabupaten Musi Banyuasin", "Sumatera Selatan"]
)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Puskesmas Sungai Lilin melayani.", "[unit] melayani."),
        ("PUSKESMAS  SUNGAI\nLILIN melayani.", "[unit] melayani."),
        ("Warga Sungai Lilin datang.", "Warga [tempat] datang."),
        ("Di Kabupaten Musi Banyuasin dan kab. musi banyuasin", "Di [tempat] dan [tempat]"),
        ("Bupati Musi Banyuasin, MUSI BANYUASIN", "Bupati [tempat], [tempat]"),
        ("Provinsi Sumatera Selatan", "[tempat]"),
        ("Pemerintah Kabupaten Musi Banyuasin", "[unit]"),
        ("Tulis ke puskesmas@muba.go.id.", "Tulis ke [kontak]."),
        ("Lihat https://muba.go.id/sungai-lilin hari ini", "Lihat [kontak] hari ini"),
        ("Telepon (0711) 123456 atau +62 812-3456-7890", "Telepon [kontak] atau [kontak]"),
        ("Turun dari 180 menjadi 5 menit sejak 01-01-2026 pukul 08.00", None),
        ("Biaya Rp 1.250.000 untuk 0,75 tahun", None),
        ("Puskesmas lain dan Musi Rawas tetap", None),
        ("", None),
    ],
)
def test_what_is_known_of_a_unit_is_hidden_and_nothing_else(told, shown):
    assert MASK.text(told) == (told if shown is None else shown)


def test_a_place_that_is_also_a_word_is_hidden_where_it_is_a_name():
    mask = Mask(["Dinas Kesehatan"], ["Kota Batu"])

    assert mask.text("Dinas Kesehatan Kota Batu memecah batu; kesehatan kota batu") == (
        "[unit] [tempat] memecah batu; kesehatan [tempat]"
    )


def test_a_unit_of_which_nothing_is_known_hides_nothing_but_contacts():
    assert Mask([], []).text("Puskesmas, a@b.go.id") == "Puskesmas, [kontak]"


def test_all_texts_of_a_record_are_masked_and_its_keys_stay():
    record = {"summary": "Sungai Lilin", "outcomes": [{"value": 5, "scope": "Musi Banyuasin"}], "staff": 3}

    assert MASK.value(record) == {"summary": "[tempat]", "outcomes": [{"value": 5, "scope": "[tempat]"}], "staff": 3}


def test_masking_twice_is_masking_once():
    text = "Puskesmas Sungai Lilin, Musi Banyuasin, 0711-123456"
    assert MASK.text(MASK.text(text)) == MASK.text(text)


def test_a_word_without_end_is_read_once():
    """Read again from each of its letters, a million of them would take hours."""
    text = "a" * 1_000_000
    assert MASK.text(text) == text
