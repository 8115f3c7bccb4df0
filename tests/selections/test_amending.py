"""An amendment corrects: it blanks no rule, and takes nothing away on which entries, scores and lists stand."""

import copy
from decimal import Decimal

import pytest
from django.urls import reverse

from selections import actions
from selections.errors import SelectionError
from selections.rules.amending import InUse, broken
from selections.rules.phases import Phase
from selections.rules.rulebook_json import read
from tests.factories import log_in
from tests.selections.judging import entered, scored, seats
from tests.selections.rulebooks import RULES

USED = InUse(
    groups=frozenset({"umum"}),
    categories=frozenset({"kesehatan"}),
    stages=frozenset({"substance"}),
    cuts=[("top_99", frozenset({"substance"}))],
    complete={"substance": frozenset({"kebaruan", "dampak"})},
    points={("substance", "kebaruan"): (Decimal(10), Decimal(90))},
)
VISIT = copy.deepcopy(RULES["stages"][1]) | {
    "code": "visit",
    "name": "Kunjungan",
    "due_at": "2026-10-01T17:00:00+07:00",
}
SEEN = copy.deepcopy(RULES["criteria"][3]) | {"code": "bukti", "name": "Bukti di tempat", "stage": "visit"}
LESS = copy.deepcopy(RULES["criteria"][0]) | {"code": "baru", "name": "Baru"}


def _weigh(rules, cut):
    rules["cuts"][cut]["weights"] = rules["cuts"][cut]["weights"] | {"visit": "10"}


AMENDED = [
    (lambda rules: rules["groups"].pop(0), "groups / umum"),
    (lambda rules: rules["groups"][0].update(code="lain"), "groups / umum"),
    (lambda rules: rules["groups"].pop(1), None),
    (lambda rules: rules["stages"].pop(0), "stages / substance"),
    (lambda rules: rules["criteria"].pop(0), "criteria / kebaruan"),
    (lambda rules: rules["criteria"].append(LESS), "criteria / baru"),
    (lambda rules: rules["criteria"].pop(3), None),
    (lambda rules: rules["criteria"][0].update(most="80"), "criteria / kebaruan"),
    (lambda rules: rules["criteria"][0].update(least="20"), "criteria / kebaruan"),
    (lambda rules: rules["criteria"][0].update(most="90", weight="50"), None),
    (lambda rules: rules["criteria"][0].update(weight="0"), "criteria / Kebaruan"),
    (lambda rules: rules["cuts"].reverse(), "cuts / top_99"),
    (lambda rules: rules["cuts"].clear(), "cuts / top_99"),
    (lambda rules: rules["cuts"][0].update(weights={"interview": "1"}), "cuts / top_99"),
    (lambda rules: rules["cuts"][0].update(sizes={"umum": 1, "replikasi": 1}), None),
    (lambda rules: rules["stages"].append({"code": "visit", "name": "Kunjungan"}), None),
    (lambda rules: (rules["stages"].append(VISIT), _weigh(rules, 1)), "stages / Kunjungan"),
    (lambda rules: (rules["stages"].append(VISIT), rules["criteria"].append(SEEN), _weigh(rules, 1)), None),
    (lambda rules: (rules["stages"].append(VISIT), rules["criteria"].append(SEEN), _weigh(rules, 0)), "cuts / top_99"),
    (lambda rules: _weigh(rules, 1), "cuts / Top 45"),
    (lambda rules: rules["stages"].pop(1), "cuts / Top 45"),
    (lambda rules: rules["categories"].pop(0), None),
    (lambda rules: rules["categories"].pop(1), "categories / kesehatan"),
    (lambda rules: rules["conflicts"].update(region=None), "conflicts / conflicts"),
]


@pytest.mark.parametrize(("amend", "place"), AMENDED)
def test_what_an_amendment_breaks(amend, place):
    amended = copy.deepcopy(RULES)
    amend(amended)
    places = broken(read(RULES), read(amended), USED)
    assert place in places if place else places == []


def test_a_rule_that_was_blank_before_may_stay_so():
    blank = RULES | {"conflicts": {}}
    assert broken(read(blank), read(blank), USED) == []


@pytest.mark.django_db
@pytest.mark.parametrize("phase", [Phase.JUDGING, Phase.PANEL])
def test_scores_that_were_given_are_not_amended_away(client, make_round, moderator, phase):
    held = make_round(Phase.JUDGING)
    scored(entered(held, 1), seats(held, 1)[0], {"kebaruan": "90", "dampak": "80"})
    held.phase = phase
    held.save()
    kept = copy.deepcopy(held.rules)
    for amend in (AMENDED[4][0], AMENDED[5][0], AMENDED[7][0]):
        amended = copy.deepcopy(kept)
        amend(amended)
        with pytest.raises(SelectionError, match="criteria / "):
            actions.amend_rules(moderator, held, amended, "Salah ketik.", seen=held.version)
    log_in(client, moderator)
    assert client.get(reverse("selection_round", args=[held.pk])).status_code == 200


@pytest.mark.django_db
def test_the_category_of_an_entry_is_not_amended_away(make_round, moderator):
    held = make_round()
    entered(held, 1, category="kesehatan")
    amended = held.rules | {"categories": held.rules["categories"][:1]}
    with pytest.raises(SelectionError, match="categories / kesehatan"):
        actions.amend_rules(moderator, held, amended, "Salah ketik.", seen=held.version)


@pytest.mark.django_db
def test_a_stage_is_added_to_a_round_that_runs_by_three_amendments(client, make_round, moderator):
    held = make_round(Phase.JUDGING)
    scored(entered(held, 1), seats(held, 1)[0], {"kebaruan": "90", "dampak": "80"})
    log_in(client, moderator)
    assert "daftar yang memberinya bobot" in client.get(reverse("selection_rules", args=[held.pk, "stages"])).text
    cuts = copy.deepcopy(held.rules["cuts"])
    _weigh({"cuts": cuts}, 1)
    added = ("stages", [*held.rules["stages"], VISIT]), ("criteria", [*held.rules["criteria"], SEEN]), ("cuts", cuts)
    with pytest.raises(SelectionError, match="cuts / Top 45"):
        actions.amend_rules(moderator, held, held.rules | dict(added[2:]), "Kunjungan lapangan.", seen=held.version)
    for part, rows in added:
        held.refresh_from_db()
        actions.amend_rules(moderator, held, held.rules | {part: rows}, "Kunjungan lapangan.", seen=held.version)
    held.refresh_from_db()
    assert [one.code for one in held.rulebook.stages_before("top_45")] == ["interview", "visit"]
