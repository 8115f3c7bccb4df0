"""Forms of a word meet, words of another meaning do not: checked over the roots of the field."""

import csv

import pytest

from search.language import terms
from search.language.stems import stem
from search.language.tables import irregular_stems, roots
from tests.search.language.affixes import forms
from units.reference import REGIONS

FIELD = """
abai ajak ajar alir aman ambil ancam angkat angkut antar antre arah arsip atap atur awas awet ayah bagi bahas
baik baca badan balas bangun bantah bantu baru basmi batal bawa bayar bebas beda bela beli benah benar bencana
beras berkas bersih biaya biasa bicara bidik bimbing bina bongkar buka bukti buku bunuh buruh butuh cabut
cacat cadang campur cari catat cegah cepat cerita cetak cipta ciri coba contoh cuci curang curi daftar dagang
damai damping dana datang dengar derita desak didik dorong duga dukung duplikat edar gabung gadai gagal gambar
ganggu ganti garap gelar gerak giat gizi golong gugat gusur hadap hadir hambat hapus harap hasil hemat hibah
hidup hilang hitung hormat hubung hukum hutan iklan ikut imbau impor ingat isi izin jabat jaga jahit jamin
jangkau janji jaring jelas jemput jual kabar kandung kawal kawin kebun keluh kelola kembang kenal kendali
kerja kirim klaim konsultasi kontrak kubur kumpul kunjung kurang lacak lahir laku lambat lancar langgar lapor
larang latih lawan layan lebar lengkap lepas libat lindung lintas luas lulus lunas makam mampu manfaat masak
masalah masuk mati miskin modal muat mudah mulai mukim musyawarah nikah nilai nikmat nyala obat olah padam
paham pakai paksa panen pantau parkir pasang pasar pasung patuh pecah pelihara perang periksa pesan pilah
pilih pimpin pindah pinjam pisah potong pulang pulih pungut pupuk putus rawat rekam rencana rehabilitasi rusak
ramai ramah rancang rapat rasa ringkas robek rujuk rukun rumus sah saji sakti salah salur sampah sandera
sanggah sapa saring sebar sedia segel sehat sekolah selamat selesai selidik serah sewa siap simpan singgah
sita suluh sumbang susun syarat tabung tagih tambah tambal tambang tampung tanam tanda tanggap tangkap tanya
tarik tawar tebang tegur tekan temu tenun tera terap terima tertib tilang timbang tindak tinggal tipu titip
tolak tolong tonton tuduh tugas tukar tular tulis tunggak tunggu tuntut tutup ubah uji ukur ulang undang unduh
unggah urus usaha usul vaksin vonis waris wisata wujud zonasi
"""

WORDS_OF_THEIR_OWN = {
    "bagian",
    "bangunan",
    "berangkat",
    "kematian",
    "meninggal",
    "meninggalnya",
    "lebaran",
    "pakaian",
    "pelaku",
    "berlaku",
    "pengantar",
    "penghasilan",
    "penghasilannya",
    "berhasil",
    "perhubungan",
    "peringatan",
    "memperingatkan",
    "diperingatkan",
    "perawat",
    "mengawali",
    "terapi",
}
"""Forms whose meaning has left the root's; ``stems.tsv`` keeps them apart on purpose."""

NO_WORDS = {
    "diaman",
    "perajakan",
    "perdanaan",
    "memperdanakan",
    "diperdanakan",
    "memasaki",
    "menerapi",
    "diterapi",
    "sapa2",
    "pilahlah",
}
"""Forms that the rules make and nobody writes, and that look like a form of another root."""

KEPT_APART = [
    ("menular", "ular"),
    ("beruang", "uang"),
    ("beruang", "ruang"),
    ("bulanan", "bulan"),
    ("harian", "hari"),
    ("kepala", "pala"),
    ("pemerintah", "perintah"),
    ("penyakit", "sakit"),
    ("keuangan", "uang"),
    ("pengalaman", "alam"),
    ("perhubungan", "hubungan"),
    ("perumahan", "rumah"),
    ("pendapatan", "pendapat"),
    ("berjalan", "jalan"),
    ("perjalanan", "jalan"),
    ("pengadaan", "ada"),
    ("keadaan", "pengadaan"),
    ("mengatasi", "atasan"),
    ("keterangan", "penerangan"),
    ("satuan", "satu"),
    ("tahanan", "ketahanan"),
    ("perawat", "perawatan"),
    ("penghasilan", "hasil"),
    ("berhasil", "hasil"),
    ("bangunan", "pembangunan"),
    ("peringatan", "ingat"),
    ("pengumuman", "umum"),
    ("perantara", "antara"),
    ("pekerja", "kerja"),
    ("petugas", "tugas"),
    ("pejabat", "jabatan"),
    ("pelabuhan", "labuh"),
    ("kelurahan", "keluar"),
    ("kecamatan", "camat"),
    ("pemuda", "muda"),
    ("seragam", "ragam"),
    ("setuju", "tuju"),
    ("sekolah", "olah"),
    ("sebab", "babi"),
    ("perahu", "ahu"),
    ("pekan", "ikan"),
    ("berikan", "ikan"),
    ("berita", "rita"),
    ("menit", "nit"),
    ("dinas", "nasi"),
    ("kediri", "diri"),
    ("kerinci", "rinci"),
    ("pemalang", "malang"),
    ("selayar", "layar"),
    ("bekasi", "kasih"),
    ("kota", "kotak"),
    ("desa", "desak"),
    ("batu", "batuk"),
    ("rumah sakit", "rumah"),
    ("rumah sakit", "sakit"),
    ("rawat jalan", "jalan"),
    ("ibu kota", "ibu"),
    ("kaki lima", "kaki"),
    ("kerja sama", "kerja"),
    ("pemberdayaan", "budi daya"),
    ("kematian", "lampu mati"),
]

STILL_MEET = [
    "mengawasi diawasi pengawas pengawasan",
    "memohon pemohon permohonan dimohon",
    "mengubah diubah perubahan berubah merubah dirubah",
    "memetakan dipetakan pemetaan peta petanya",
    "mengoperasikan dioperasikan pengoperasian operasi",
    "mengurus diurus pengurusan urusan ngurus",
    "perawatan merawat dirawat rawat",
    "pembagian membagi dibagi membagikan",
    "memakan makan makanan dimakan",
    "memasak masak masakan",
    "pengeringan mengeringkan kering",
    "persetujuan menyetujui disetujui setuju",
    "pengakuan mengakui mengaku",
    "pelajar belajar pembelajaran mengajar",
    "penulisan menulis tulisan tertulis",
    "pengecatan mengecat cat",
    "penyelenggaraan menyelenggarakan selenggara",
    "keterbukaan terbuka membuka dibuka",
    "keterlambatan terlambat memperlambat lambat",
    "mempekerjakan dipekerjakan bekerja kerja",
    "tanda-tangan tandatangan ditandatangani penandatanganan",
    "antarkampung antar-kampung",
    "pascabencana pasca-bencana",
]


@pytest.mark.parametrize("root", FIELD.split())
def test_the_forms_of_a_root_meet(root):
    left_out = WORDS_OF_THEIR_OWN | NO_WORDS
    written = (form for form in forms(root) if form not in left_out)
    strangers = {form: term for form in written if (term := terms(form)) not in ("", stem(root))}
    assert strangers == {}


@pytest.mark.parametrize(("one", "other"), KEPT_APART)
def test_words_of_another_meaning_do_not_meet(one, other):
    assert not set(terms(one).split()) & set(terms(other).split())


@pytest.mark.parametrize("words", STILL_MEET)
def test_forms_that_rules_would_part_meet(words):
    assert len({terms(word) for word in words.split()}) == 1


@pytest.mark.parametrize("word", sorted(roots())[::37])
def test_a_root_is_its_own_stem(word):
    assert stem(word) == irregular_stems().get(word, word)


def test_the_names_of_regions_are_never_cut():
    with REGIONS.open(encoding="utf-8") as file:
        names = {word for row in csv.DictReader(file) for word in row["name"].lower().split() if word.isalpha()}
    known = {"kabupaten", "kota", "kepulauan"}
    assert {name for name in names - known if stem(name) != name} == set()
