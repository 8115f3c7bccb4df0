"""A list is frozen with all that led to it: wholly or not at all, and what changes later is found."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from selections import actions
from selections.actions import freezes
from selections.errors import SelectionError, StaleError
from selections.models import Freeze, Placement, Review
from selections.panel.verifying import changes_since
from selections.rules.phases import Phase, RoundStep
from selections.rules.verification import Fault, digest, verify
from tests.selections.judging import entered, score_all, scored, seats

TABLE = {
    1: [("80", "90"), ("70", "80")],
    2: [("90", "80"), ("90", "70")],
    3: [("70", "60"), ("60", "60")],
    4: [("60", "60"), ("60", "60")],
}


@pytest.fixture
def judged(make_round):
    """A round whose entries are scored and with the panel: 1 to 3 in «umum», 4 in «replikasi»."""
    held = make_round(Phase.JUDGING)
    entries = [entered(held, number, "replikasi" if number == 4 else "umum") for number in TABLE]
    score_all(entries, seats(held, 2), TABLE)
    return held


@pytest.fixture
def convened(judged, moderator):
    return actions.take_on(moderator, judged, RoundStep.CONVENE, seen=0)


@pytest.fixture
def frozen(convened, moderator):
    return actions.freeze(moderator, convened, seen=convened.version)


def document(frozen):
    return {"sha256": frozen.sha256, "shortlist": json.loads(frozen.payload)}


def test_the_list_is_published_with_its_places(frozen):
    assert frozen.round.phase == Phase.OBJECTION
    assert list(Placement.objects.values_list("entry__number", "place", "name")) == [
        (1, 1, "Top 99"),
        (2, 2, "Top 99"),
        (4, 3, "Top 99"),
    ]
    assert json.loads(frozen.payload)["list"] == [1, 2, 4]


def test_the_file_alone_proves_the_list(frozen, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert verify(document(frozen), published=frozen.sha256) == []


def test_nobody_who_scored_is_named(frozen):
    names = [seat.user.email for seat in frozen.round.seats.all()]
    assert names
    assert not any(name in frozen.payload for name in names)


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (lambda told: next(iter(told["sheets"].values()))["points"].update(dampak="100"), {Fault.HASH, Fault.RANKING}),
        (lambda told: told["list"].reverse(), {Fault.HASH, Fault.LIST}),
        (lambda told: told["ranking"]["0003"].update(place=1), {Fault.HASH, Fault.RANKING}),
        (
            lambda told: told["moves"].update({"0003": {"entry": 3, "onto": True, "reason": "x"}}),
            {Fault.HASH, Fault.LIST},
        ),
        (lambda told: told["rules"]["criteria"][0].update(weight="90"), {Fault.HASH, Fault.RANKING}),
        (lambda told: told.update(lot_seed="lain"), {Fault.HASH}),
        (lambda told: told.pop("entries"), {Fault.HASH, Fault.UNREADABLE}),
        (lambda told: told.update(format=4), {Fault.UNREADABLE}),
    ],
)
def test_what_was_tampered_with_is_found(frozen, change, faults):
    told = document(frozen)
    change(told["shortlist"])
    found = verify(told, published=frozen.sha256)
    assert faults - {Fault.HASH} <= {one.fault for one in found}


def test_who_also_makes_the_hash_anew_is_found_by_the_one_that_was_published(frozen):
    told = document(frozen)
    told["shortlist"]["entries"]["0001"]["unit"] = "Unit Lain"
    told["sha256"] = digest(told["shortlist"])
    assert verify(told) == []
    assert {one.fault for one in verify(told, published=frozen.sha256)} == {Fault.PUBLISHED}


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"sha256": 1, "shortlist": {}}', '{"sha256": "", "shortlist": null}']
)
def test_a_file_that_is_none_is_said_to_be_none(tmp_path, content):
    file = tmp_path / "daftar.json"
    file.write_text(content)
    with pytest.raises(CommandError):
        call_command("verify_shortlist", str(file))


def test_the_command_says_that_a_file_is_sound(frozen, tmp_path, capsys):
    file = tmp_path / "daftar.json"
    file.write_text(json.dumps(document(frozen)))
    call_command("verify_shortlist", str(file), published=frozen.sha256)
    assert frozen.sha256 in capsys.readouterr().out


def test_a_file_that_names_a_part_twice_proves_nothing(frozen, tmp_path):
    file = tmp_path / "daftar.json"
    told = json.dumps(document(frozen), ensure_ascii=False)
    file.write_text(told.replace('"list":', '"list": [4, 3], "list":', 1), encoding="utf-8")
    with pytest.raises(CommandError, match="list"):
        call_command("verify_shortlist", str(file))


def test_a_score_that_was_changed_in_the_database_is_found_and_named(frozen):
    assert list(changes_since(frozen.round)) == []
    sheet = Review.objects.filter(assignment__entry__number=2).first()
    Review.objects.filter(pk=sheet.pk).update(points=sheet.points | {"dampak": "100"})
    places = [one.place for _freeze, one in changes_since(frozen.round)]
    assert f"sheets / substance 0002 {sheet.assignment.seat_id} / points / dampak" in places
    with pytest.raises(CommandError, match="dampak"):
        call_command("verify_shortlist", round=frozen.round_id)


@pytest.mark.parametrize(
    "points", [{"kebaruan": "999", "dampak": "90"}, {"kebaruan": "NaN"}, {"kebaruan": "x"}, {"lain": "1"}, {}, []]
)
def test_a_score_that_comes_to_nothing_is_found_and_named_too(frozen, points):
    sheet = Review.objects.filter(assignment__entry__number=2).first()
    Review.objects.filter(pk=sheet.pk).update(points=points)
    with pytest.raises(CommandError, match=f"sheets / substance 0002 {sheet.assignment.seat_id} / points"):
        call_command("verify_shortlist", round=frozen.round_id)


def test_an_award_that_the_list_does_not_give_is_found(frozen):
    Placement.objects.filter(entry__number=4).update(entry=frozen.round.entries.get(number=3))
    places = [one.place for _freeze, one in changes_since(frozen.round)]
    assert places == ["placements / 0004", "placements / 0003"]


def test_an_amendment_for_the_next_list_leaves_this_one_as_it_is(frozen, moderator):
    held = frozen.round
    amended = held.rules | {"conflicts": {"agency": True, "region": True}}
    actions.amend_rules(moderator, held, amended, "Juga provinsi sendiri.", seen=held.version)
    assert list(changes_since(held)) == []


ALTERED = [
    {"record": '{"id":"lain"}'},
    {"record": "bukan JSON"},
    {"record": "[]"},
    {"title": "Lain"},
    {"answers": {"ide": "lain"}},
    {"group": "replikasi"},
    {"group": "tidak-ada"},
    {"state": "rejected"},
    {"number": 77},
]


@pytest.mark.parametrize("changed", ALTERED)
def test_an_entry_that_was_changed_is_found(frozen, changed):
    frozen.round.entries.filter(number=1).update(**changed)
    assert any("0001" in one.place for _freeze, one in changes_since(frozen.round))


def test_the_database_refuses_to_change_a_frozen_list(frozen):
    for statement in ("UPDATE selections_freeze SET cut = 'x'", "DELETE FROM selections_freeze"):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_crash_in_the_middle_leaves_nothing(convened, moderator, monkeypatch):
    def crash(*_args):
        raise RuntimeError("power cut")

    monkeypatch.setattr(freezes, "_place", crash)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.freeze(moderator, convened, seen=convened.version)
    convened.refresh_from_db()
    assert (convened.phase, Freeze.objects.count(), Placement.objects.count()) == (Phase.PANEL, 0, 0)


def test_a_double_click_freezes_once(frozen, convened, moderator):
    with pytest.raises(StaleError):
        actions.freeze(moderator, convened, seen=convened.version)
    assert Freeze.objects.count() == 1


def test_a_list_that_is_too_long_or_too_short_is_not_frozen(convened, moderator, seated):
    third = convened.entries.get(number=3)
    panellist = seated(convened, "panel")
    actions.move_across(panellist, third, onto=True, reason="Menjangkau pulau terluar.")
    with pytest.raises(SelectionError, match="Umum"):
        actions.freeze(moderator, convened, seen=convened.version)
    actions.move_across(panellist, convened.entries.get(number=2), onto=False, reason="Bukti dampak belum cukup.")
    frozen = actions.freeze(moderator, convened, seen=convened.version)
    told = json.loads(frozen.payload)
    assert told["list"] == [1, 3, 4]
    assert told["moves"]["0003"]["reason"] == "Menjangkau pulau terluar."
    assert verify(document(frozen)) == []


def test_a_revised_list_follows_the_one_before(frozen, moderator):
    held = frozen.round
    revised = actions.take_on(moderator, held, RoundStep.REVISE, seen=held.version, note="Sanggahan diterima.")
    second = actions.freeze(moderator, revised, seen=revised.version)
    assert (second.number, second.previous_sha256) == (2, frozen.sha256)
    assert verify(document(second), previous=frozen.sha256) == []
    assert {one.fault for one in verify(document(second), previous="0" * 64)} == {Fault.CHAIN}
    assert Placement.objects.filter(freeze=second).count() == 3
    assert Placement.objects.count() == 3


def test_the_next_list_is_about_those_on_the_one_before(frozen, moderator, settings):
    held = frozen.round
    past = timezone.now() - timezone.timedelta(days=1)
    rules = held.rules
    rules["cuts"][0]["objections_until"] = past.isoformat()
    held.rules = rules
    held.save()
    held = actions.take_on(moderator, held, RoundStep.NEXT, seen=held.version)
    (panellist,) = seats(held, 1, "panel")
    for number, points in ((1, "50"), (2, "90"), (4, "70")):
        entry = held.entries.get(number=number)
        scored(entry, panellist, {"paparan": points, "keberlanjutan": points}, "interview")
    held = actions.take_on(moderator, held, RoundStep.CONVENE, seen=held.version)
    second = actions.freeze(moderator, held, seen=held.version)
    # 2: 0.7 · 78 + 0.3 · 90; 1: 0.7 · 81 + 0.3 · 50.
    assert json.loads(second.payload)["list"] == [2, 4]
    assert verify(document(second), previous=frozen.sha256) == []
    assert list(changes_since(held)) == []


def test_only_the_secretariat_freezes(convened, seated):
    for role in ("evaluator", "panel"):
        with pytest.raises(PermissionDenied):
            actions.freeze(seated(convened, role), convened, seen=convened.version)


def test_a_rule_that_is_amended_while_the_panel_sits_makes_the_ranking_anew(convened, moderator):
    criteria = [
        one | {"weight": {"kebaruan": "100", "dampak": "1"}.get(one["code"], one["weight"])}
        for one in convened.rules["criteria"]
    ]
    before = [row["number"] for row in convened.rankings.get().rows]
    held = actions.amend_rules(
        moderator, convened, convened.rules | {"criteria": criteria}, "Salah ketik.", seen=convened.version
    )
    assert [row["number"] for row in held.rankings.get().rows] != before
    assert verify(document(actions.freeze(moderator, held, seen=held.version))) == []
