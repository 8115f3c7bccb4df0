"""Which effect an indicator speaks of, and what the index keeps of an outcome."""

import pytest

from search.effects import Effect, EffectMatcher
from search.effects.queries import current_matcher
from search.facets import BY_KEY
from search.models import EffectRule
from tests.search.effects.builders import RULES, outcome, told

MEANINGS = [
    ("Waktu layanan", "service_time"),
    ("waktu TUNGGU pasien", "queue"),
    ("Rata-rata waktu tunggu", "queue"),
    ("Tunggu: waktu di loket", "queue"),
    ("Antrian di loket", "queue"),
    ("Keluhan atas waktu tunggu", "complaints"),
    ("Waktu menjawab keluhan", "service_time"),
    ("Pegawai yang mendapat pelatihan", ""),
    ("", ""),
]


@pytest.mark.parametrize(("indicator", "effect"), MEANINGS)
def test_the_rule_that_begins_first_decides_and_of_those_the_longest(indicator, effect):
    assert EffectMatcher(RULES).effect_of(indicator) == effect
    assert EffectMatcher(reversed(RULES)).effect_of(indicator) == effect


BUNDLED = [
    ("Lama layanan", "service_time"),
    ("Waktu penyelesaian izin", "service_time"),
    ("Waktu tunggu obat racikan", "queue"),
    ("Jumlah antrian per hari", "queue"),
    ("Biaya per dokumen", "cost"),
    ("Ongkos perjalanan warga untuk mengurus satu akta", "cost"),
    ("Cakupan akta kelahiran", "coverage"),
    ("Warga lanjut usia yang dilayani sejak 2022", "coverage"),
    ("Nilai survei kepuasan masyarakat", "satisfaction"),
    ("IKM", "satisfaction"),
    ("Kematian ibu", "mortality_morbidity"),
    ("Angka kesakitan malaria", "mortality_morbidity"),
    ("Keluhan bau dari warga sekitar pasar", "complaints"),
    ("Pendapatan asli daerah", "revenue"),
    ("Tunggakan pajak kendaraan", "revenue"),
    ("Waktu mesin siap pakai", "none"),
    ("Perpindahan loket untuk satu keperluan", ""),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("indicator", "effect"), BUNDLED)
def test_the_starting_list_knows_the_words_of_officials(indicator, effect):
    assert current_matcher().effect_of(indicator) == effect


@pytest.mark.django_db
def test_every_rule_of_the_starting_list_has_a_source_and_could_be_an_editors():
    rules = list(EffectRule.objects.all())
    for rule in rules:
        rule.full_clean()
    assert {rule.effect for rule in rules} == set(Effect)
    assert all(rule.source for rule in rules)


FACTS = [
    (told(), (), {}),
    (told(outcome("Perpindahan loket", 3, 0)), (), {}),
    (told(outcome(baseline=180, value=5)), "service_time:75", 97.22),
    (told(outcome(baseline=60, value=30)), "service_time:50", 50),
    (told(outcome(baseline=60, value=59)), "service_time", 1.67),
    (told(outcome(baseline=30, value=60)), "service_time", -100),
    (told(outcome(value=5)), "service_time:unknown", None),
    (told(outcome(baseline=0, value=5)), "service_time:unknown", None),
    (told(outcome(value=5), outcome(baseline=60, value=45)), "service_time:25", 25),
    (told(outcome(baseline=60, value=45), outcome(baseline=60, value=6)), None, 90),
    (told(outcome(baseline=60, value=6, approximate=True)), None, 90),
    (told(outcome(baseline=60, value=6, value_max=12)), None, 80),
    (told(outcome(baseline=80, value=94.5, better="higher", unit="persen")), "service_time", 14.5),
]


@pytest.mark.parametrize(("record", "codes", "change"), FACTS)
def test_the_index_keeps_the_best_improvement_of_an_effect(record, codes, change):
    facet = BY_KEY["effect"]
    if codes is not None:
        assert facet.codes(record) == tuple(codes.split()) if codes else facet.codes(record) == ()
    numbers = {key: round(number, 2) for key, number in facet.measured(record).items()}
    assert numbers == ({} if change in (None, {}) else {"change_service_time": change})


def test_each_level_of_evidence_has_a_number_and_codes_of_its_own():
    facet = BY_KEY["effect"]
    record = told(
        outcome(baseline=100, value=10, evidence="self_reported"),
        outcome(baseline=100, value=60, evidence="internal"),
        outcome(value=60, evidence="external"),
        outcome("Antrean", 10, 1, evidence="external"),
    )
    numbers = {"": 90, "_internal": 40}
    assert {k: round(v, 2) for k, v in facet.measured(record).items()} == {
        **{f"change_service_time{level}": number for level, number in numbers.items()},
        **{f"change_queue{level}": 90 for level in ("", "_internal", "_external")},
    }
    assert [code for code in facet.codes(record) if "service_time" in code] == [
        "service_time:75",
        "internal/service_time:25",
        "external/service_time:unknown",
    ]
    assert BY_KEY["evidence"].codes(record) == ("internal", "external")
    assert BY_KEY["evidence"].codes(told(outcome(evidence="internal"))) == ("internal",)
    assert BY_KEY["evidence"].codes(told(outcome(evidence="self_reported"), outcome())) == ()
