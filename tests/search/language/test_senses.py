"""Words of several senses: the words beside them decide, or the choice stays open."""

import pytest

from search.language import terms
from search.language.senses import Entry, bundled_entries, by_terms
from search.language.thesaurus import Thesaurus, bundled

DECIDED = [
    ("SIM", "keliling", "surat izin mengemudi"),
    ("SIM", "perpanjangan polres", "surat izin mengemudi"),
    ("SIM", "rumah sakit", "sistem informasi manajemen"),
    ("SIM", "kepegawaian", "sistem informasi manajemen"),
    ("PBB", "bayar petani", "pajak bumi dan bangunan"),
    ("PBB", "pengungsi", "perserikatan bangsa-bangsa"),
    ("KIA", "sekolah", "kartu identitas anak"),
    ("KIA", "ibu hamil", "kesehatan ibu dan anak"),
    ("PKL", "siswa smk", "praktik kerja lapangan"),
    ("PKL", "trotoar", "pedagang kaki lima"),
    ("TPA", "sampah", "tempat pemrosesan akhir"),
    ("PMI", "donor", "palang merah indonesia"),
    ("IKM", "naik", "indeks kepuasan masyarakat"),
    ("IKM", "perajin", "industri kecil dan menengah"),
]


@pytest.mark.parametrize(("word", "beside", "sense"), DECIDED)
def test_neighbours_decide(word, beside, sense):
    assert [one.text for one in bundled().meant(terms(word), set(terms(beside).split()))] == [sense]


@pytest.mark.parametrize("beside", ["", "gratis", "keliling kepegawaian"])
def test_without_neighbours_or_where_they_disagree_all_senses_are_meant(beside):
    found = [one.text for one in bundled().meant("sim", set(terms(beside).split()))]
    assert found == ["surat izin mengemudi", "sistem informasi manajemen"]


def test_a_word_that_is_not_in_the_table_has_no_senses():
    assert bundled().meant("ktp", {"keliling"}) == ()


def test_a_word_of_one_sense_always_means_that():
    thesaurus = Thesaurus(sense_entries=[Entry("kia", "kartu identitas anak", ("sekolah",))])
    assert [one.text for one in thesaurus.meant("kia", {"hamil"})] == ["kartu identitas anak"]


def test_every_word_of_the_table_is_one_term_of_two_senses_at_least():
    found = by_terms(bundled_entries())
    assert all(len(word) == 1 and len(several) > 1 for word, several in found.items())
    assert sum(map(len, found.values())) == len({entry.key for entry in bundled_entries()})
