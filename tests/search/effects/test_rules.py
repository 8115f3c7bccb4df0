"""The rules of effects as moderators keep them, and the index that follows."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from innovations.models import Outcome
from search.effects import EffectMatcher
from search.effects.actions import add_rule, changing_rules
from search.effects.queries import cases_measured_otherwise, unmapped_indicators
from search.indexer import drain, verify
from search.models import EffectRule, IndexEvent
from tests.factories import DraftFactory, MemberFactory, UserFactory, log_in
from tests.search.effects.builders import RULES, answer, case_with, outcome


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
