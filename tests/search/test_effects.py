"""Effects of outcomes: from an editor's words over the index to a filter."""

import json
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from innovations.models import Outcome
from innovations.record import outcome_of
from search.effects import Effect, EffectMatcher
from search.effects.actions import add_rule, changing_rules
from search.effects.queries import cases_measured_otherwise, current_matcher, unmapped_indicators
from search.engines.base import Range
from search.errors import ParameterError
from search.facets import BY_KEY
from search.facets.effects import EFFECTS
from search.indexer import drain, rebuild, verify
from search.models import EffectRule, IndexEvent
from search.parameters import Parameters
from tests.factories import CaseFactory, DraftFactory, MemberFactory, UserFactory, log_in

RULES = [
    ("waktu", "service_time"),
    ("waktu tunggu", "queue"),
    ("antrean", "queue"),
    ("keluhan", "complaints"),
    ("pendapatan", "revenue"),
    ("!?", "cost"),
]

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


def outcome(indicator="Waktu layanan", baseline=None, value=None, evidence="", better="lower", unit="menit", **more):
    known = {"baseline": baseline, "value": value, "evidence": evidence} | more
    return {"indicator": indicator, "unit": unit, "better": better} | {k: v for k, v in known.items() if v is not None}


def told(*outcomes):
    """The record of a case as the projection hands it to the facets."""
    return {"outcomes": outcomes, "results": list(EffectMatcher(RULES).results_of(map(outcome_of, outcomes)))}


FACTS = [
    (told(), (), {}),
    (told(outcome("Perpindahan loket", 3, 0)), (), {}),
    (told(outcome(baseline=180, value=5)), "service_time service_time:25 service_time:50 service_time:75", 97.22),
    (told(outcome(baseline=60, value=30)), "service_time service_time:25 service_time:50", 50),
    (told(outcome(baseline=60, value=59)), "service_time", 1.67),
    (told(outcome(baseline=30, value=60)), "service_time", -100),
    (told(outcome(value=5)), "service_time service_time:unknown", None),
    (told(outcome(baseline=0, value=5)), "service_time service_time:unknown", None),
    (told(outcome(value=5), outcome(baseline=60, value=45)), "service_time service_time:25", 25),
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
    assert [code for code in facet.codes(record) if "service_time" in code and code.count(":") == 1] == [
        "service_time:25",
        "service_time:50",
        "service_time:75",
        "internal/service_time:25",
        "external/service_time:unknown",
    ]
    assert BY_KEY["evidence"].codes(record) == ("internal", "external")
    assert BY_KEY["evidence"].codes(told(outcome(evidence="internal"))) == ("internal",)
    assert BY_KEY["evidence"].codes(told(outcome(evidence="self_reported"), outcome())) == ()


SOUGHT = [
    ({"effect": ("queue",)}, ("queue",)),
    ({"effect": ("queue:50", "cost")}, (Range("change_queue", lowest=50), "cost")),
    ({"effect": ("queue:unknown",)}, ("queue:unknown",)),
    (
        {"effect": ("queue:33", "cost", "cost:unknown"), "evidence": ("external",)},
        (Range("change_queue_external", lowest=33), "external/cost", "external/cost:unknown"),
    ),
]


@pytest.mark.parametrize(("filters", "choices"), SOUGHT)
def test_a_least_change_is_asked_of_the_number_at_the_level_of_evidence(filters, choices):
    assert BY_KEY["effect"].sought(Parameters(filters=filters)) == choices


def test_counts_are_those_at_the_level_of_evidence():
    counts = (("queue", 3), ("external/queue", 1), ("external/queue:50", 1), ("internal/queue", 2))
    facet = BY_KEY["effect"]
    assert facet.told(counts, Parameters()) == [("queue", 3)]
    proven = Parameters(filters={"evidence": ("external",)})
    assert facet.told(counts, proven) == [("queue", 1), ("queue:50", 1)]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("queue", "queue"),
        (" Queue : 050 ", "queue:50"),
        ("queue:0", "queue:0"),
        ("queue:Unknown", "queue:unknown"),
        ("mortality_morbidity:9999", "mortality_morbidity:9999"),
    ],
)
def test_an_effect_is_read_from_an_address(raw, value):
    assert BY_KEY["effect"].clean(raw) == value


@pytest.mark.parametrize(
    "raw", ["", "none", "waktu", "queue:", "queue:-1", "queue:50%", "queue:5.5", "queue:10000", "queue:٥٠", ":50"]
)
def test_what_is_no_effect_names_what_would_do(raw):
    with pytest.raises(ParameterError) as caught:
        BY_KEY["effect"].clean(raw)
    assert (caught.value.parameter, caught.value.value) == ("effect", raw)
    assert "service_time:50" in caught.value.message


@given(st.one_of(st.text(), st.from_regex(rf"({'|'.join(EFFECTS)}):?[0-9]{{0,5}}", fullmatch=True)))
def test_any_text_is_refused_or_is_an_effect_that_reads_as_itself(raw):
    facet = BY_KEY["effect"]
    with suppress(ParameterError):
        value = facet.clean(raw)
        assert facet.clean(value) == value
        assert facet.name(value)
        assert facet.sought(Parameters(filters={"effect": (value,)}))


def case_with(title, *outcomes, **fields):
    case = CaseFactory(title=title, **fields)
    case.outcomes = [Outcome(**one) for one in outcomes]
    case.save_revision().publish()
    return case


@pytest.fixture
def cases(db):
    case_with("Cepat", outcome("Waktu layanan", 180, 5, "external"), outcome("Antrean", 40, 30))
    case_with("Lumayan", outcome("Lama layanan", 60, 30, "self_reported"), outcome("Biaya", 100, 40, "external"))
    case_with("Terukur", outcome("Waktu layanan", None, 5))
    case_with("Luas", outcome("Cakupan", 40, 95, "internal", "higher", "persen"))
    CaseFactory(title="Tanpa angka")
    rebuild()


FOUND = {
    "effect=service_time": {"Cepat", "Lumayan", "Terukur"},
    "effect=service_time:50": {"Cepat", "Lumayan"},
    "effect=service_time:51": {"Cepat"},
    "effect=service_time:98": set(),
    "effect=service_time:51&effect=service_time:unknown": {"Cepat", "Terukur"},
    "effect=service_time:51&effect=cost:50": {"Cepat", "Lumayan"},
    "effect=queue:25": {"Cepat"},
    "effect=queue:26": set(),
    "effect=coverage:50": {"Luas"},
    "effect=coverage:56": set(),
    "effect=revenue": set(),
    "evidence=external": {"Cepat", "Lumayan"},
    "evidence=internal": {"Cepat", "Lumayan", "Luas"},
    "evidence=external&evidence=internal": {"Cepat", "Lumayan", "Luas"},
    "effect=service_time:50&evidence=external": {"Cepat"},
    "effect=service_time:50&evidence=internal": {"Cepat"},
    "effect=queue&evidence=internal": set(),
    "effect=coverage:50&evidence=internal&sector=health": set(),
}


def answer(client, query):
    return json.loads(client.get(f"/api/v1/cases?{query}").content)


def test_a_change_and_its_evidence_are_asked_of_one_and_the_same_outcome(client, cases):
    answers = {query: answer(client, query) for query in FOUND}
    assert {query: {one["name"] for one in found["results"]} for query, found in answers.items()} == FOUND


def test_effects_are_counted_with_their_steps(client, cases):
    facets = answer(client, "")["facets"]
    assert {one["value"]: one["count"] for one in facets["effect"]} == {
        "service_time": 3,
        "service_time:25": 2,
        "service_time:50": 2,
        "service_time:75": 1,
        "service_time:unknown": 1,
        "queue": 1,
        "queue:25": 1,
        "cost": 1,
        "cost:25": 1,
        "cost:50": 1,
        "coverage": 1,
        "coverage:25": 1,
        "coverage:50": 1,
    }
    assert "evidence" not in facets
    proven = answer(client, "evidence=external")["facets"]["effect"]
    assert {one["value"]: one["count"] for one in proven if ":" not in one["value"]} == {"service_time": 1, "cost": 1}


def test_a_least_change_says_what_it_leaves_out(client, cases):
    [unknown] = answer(client, "effect=service_time:50&effect=cost")["left_out"]
    assert (unknown["parameter"], unknown["value"], unknown["count"]) == ("effect", "service_time:unknown", 1)
    assert "Waktu layanan" in unknown["message"]
    page = client.get("/cari/?effect=service_time:50").content.decode()
    assert 'href="/cari/?effect=service_time%3A50&amp;effect=service_time%3Aunknown"' in page
    for nothing in ("effect=service_time", "effect=service_time:50&effect=service_time:unknown", "effect=cost:50"):
        assert answer(client, nothing)["left_out"] == []


def test_a_changed_rule_reaches_the_cases_that_it_is_about_and_no_others(client, cases):
    IndexEvent.objects.all().delete()
    rule = EffectRule.objects.get(words="lama")
    with changing_rules():
        rule.effect = "queue"
        rule.save()
    assert IndexEvent.objects.count() == 1
    drain()
    assert {one["name"] for one in answer(client, "effect=queue")["results"]} == {"Cepat", "Lumayan"}
    assert verify() == []
    with changing_rules():
        rule.delete()
    drain()
    assert {one["name"] for one in answer(client, "effect=queue")["results"]} == {"Cepat"}


def test_a_change_that_is_undone_tells_the_index_nothing(cases):
    IndexEvent.objects.all().delete()
    with suppress(RuntimeError), changing_rules():
        EffectRule.objects.all().delete()
        raise RuntimeError
    with changing_rules():
        EffectRule.objects.create(words="kata yang tak ada", effect="cost", source="uji")
    assert IndexEvent.objects.count() == 0
    assert EffectRule.objects.filter(words="lama").exists()


@pytest.mark.django_db
def test_indicators_that_no_rule_fits_are_listed_by_how_many_public_cases_have_them(now, django_assert_num_queries):
    case_with("A", outcome("Perpindahan loket", 3, 0), outcome("Perpindahan loket", 5, 0))
    case_with("B", outcome("perpindahan Loket!", 3, 0), outcome("Waktu layanan", 3, 0))
    case_with("C", outcome("Perpindahan loket", 3, 0), outcome("Kios memilah", 1, 3))
    draft = DraftFactory(title="D")
    draft.outcomes = [Outcome(**outcome("Belum terbit", 1, 2))]
    draft.save()
    with django_assert_num_queries(3):
        found = unmapped_indicators(now)
    assert [(one.indicator, one.cases) for one in found] == [("Perpindahan loket", 3), ("Kios memilah", 1)]


@pytest.mark.django_db
def test_a_rule_made_of_an_indicator_is_logged_and_takes_it_off_the_list(now):
    case = case_with("A", outcome("Perpindahan loket", 3, 0))
    IndexEvent.objects.all().delete()
    add_rule(EffectRule(words="Perpindahan loket", effect="none", source="uji"), UserFactory())
    assert unmapped_indicators(now) == []
    assert list(IndexEvent.objects.values_list("page_id", flat=True)) == [case.pk]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "reason"), [("—", "huruf"), ("Tunggu, WAKTU", "waktu tunggu"), ("antrian", "antrean")]
)
def test_a_rule_must_say_something_new(words, reason):
    with pytest.raises(ValidationError) as caught:
        add_rule(EffectRule(words=words, effect="queue", source="uji"), UserFactory())
    assert reason in caught.value.message_dict["words"][0]


@pytest.mark.django_db
def test_which_cases_a_change_is_about_costs_two_queries(django_assert_num_queries):
    case = case_with("A", outcome("Antrean", 3, 0), outcome("Antrian panjang", 3, 0))
    case_with("B", outcome("Waktu", 3, 0))
    with django_assert_num_queries(2):
        changed = list(cases_measured_otherwise(EffectMatcher(RULES), EffectMatcher(RULES[:2])))
    assert changed == [case.pk]


@pytest.fixture
def moderator(client, db):
    log_in(client, MemberFactory(role="moderator").user)
    return client


def test_a_moderator_adds_changes_and_removes_a_rule_and_the_index_follows(moderator, cases):
    form = {"words": "terukur", "effect": "queue", "source": "uji"}
    case_with("Lain", outcome("Terukur", 10, 1))
    drain()
    moderator.post(reverse("effects:add"), form)
    rule = EffectRule.objects.get(words="terukur")
    drain()
    assert {one["name"] for one in answer(moderator, "effect=queue:90")["results"]} == {"Lain"}
    moderator.post(reverse("effects:edit", args=[rule.pk]), form | {"effect": "cost"})
    drain()
    assert {one["name"] for one in answer(moderator, "effect=cost:90")["results"]} == {"Lain"}
    assert "terukur" in moderator.get(reverse("effects:history", args=[rule.pk])).content.decode()
    moderator.post(reverse("effects:delete", args=[rule.pk]))
    drain()
    assert answer(moderator, "effect=cost:90")["total"] == 0
    assert verify() == []


@pytest.mark.django_db
def test_a_moderator_makes_a_rule_of_an_indicator_in_the_list(moderator, now):
    case_with("A", outcome("Perpindahan loket untuk satu keperluan", 3, 0))
    page = moderator.get(reverse("effects:unmapped")).content.decode()
    assert 'name="words" value="Perpindahan loket untuk satu keperluan"' in page
    moderator.post(reverse("effects:unmapped"), {"words": "perpindahan loket", "effect": "service_time"})
    assert EffectRule.objects.get(words="perpindahan loket").source
    assert unmapped_indicators(now) == []
    assert "Perpindahan" not in moderator.get(reverse("effects:unmapped")).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [{}, {"words": "—", "effect": "cost"}, {"words": "loket", "effect": "x"}, {"words": "Biaya", "effect": "cost"}],
)
def test_what_can_be_no_rule_is_said_and_stores_nothing(moderator, wrong):
    count = EffectRule.objects.count()
    response = moderator.post(reverse("effects:unmapped"), wrong, follow=True)
    assert EffectRule.objects.count() == count
    assert [message.level_tag for message in response.context["messages"]]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["contributor", "verifier", "head", "local_admin"])
def test_members_reach_none_of_it(client, role):
    log_in(client, MemberFactory(role=role).user)
    for name in ("index", "add", "unmapped"):
        assert client.get(reverse(f"effects:{name}")).status_code == 404
        assert client.post(reverse(f"effects:{name}"), {"words": "x", "effect": "cost"}).status_code == 404


def test_a_hit_says_by_how_much_it_improved_what_was_asked_for(client, cases):
    def reasons(query):
        page = client.get(f"/cari/?{query}").content.decode()
        return [part.split("</p>")[0] for part in page.split('<p class="why">')[1:]]

    assert sorted(reasons("effect=service_time")) == [
        "Cocok: Waktu layanan +50\u00a0%",
        "Cocok: Waktu layanan +97\u00a0%",
        "Cocok: Waktu layanan, perubahan belum diketahui",
    ]
    assert reasons("effect=service_time:50&effect=queue&evidence=external") == ["Cocok: Waktu layanan +97\u00a0%"]
    assert reasons("q=cepat&effect=queue") == ["Cocok: cepat (nama); Antrean +25\u00a0%"]
    assert reasons("evidence=external&cost_max=unknown") == []
