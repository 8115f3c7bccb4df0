"""How a round goes on, and who sees what of it in which phase."""

from datetime import UTC, datetime, timedelta

import pytest

from selections.rules.phases import Block, Facts, Part, Phase, RoundStep, Who, blocks, phase_after, sees, steps_from

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
BEFORE, LATER = NOW - timedelta(seconds=1), NOW + timedelta(seconds=1)


def facts(**known):
    return Facts(NOW, **known)


@pytest.mark.parametrize(
    ("step", "phase", "known", "expected"),
    [
        (RoundStep.OPEN, Phase.DRAFT, {"closes_at": LATER}, []),
        (RoundStep.OPEN, Phase.DRAFT, {"closes_at": LATER, "lacking_rules": 1}, [Block.RULES]),
        (RoundStep.OPEN, Phase.DRAFT, {"closes_at": NOW}, [Block.DATES]),
        (RoundStep.OPEN, Phase.OPEN, {}, [Block.PHASE]),
        (RoundStep.CLOSE, Phase.OPEN, {"closes_at": NOW}, []),
        (RoundStep.CLOSE, Phase.OPEN, {"closes_at": LATER}, [Block.NOT_CLOSED]),
        (RoundStep.CLOSE, Phase.OPEN, {}, [Block.NOT_CLOSED]),
        (RoundStep.JUDGE, Phase.CHECK, {"admitted": 1}, []),
        (RoundStep.JUDGE, Phase.CHECK, {}, [Block.ENTRIES]),
        (RoundStep.JUDGE, Phase.CHECK, {"admitted": 1, "mending_until": LATER}, [Block.MENDING]),
        (RoundStep.JUDGE, Phase.CHECK, {"admitted": 1, "undecided": 1}, [Block.UNDECIDED]),
        (RoundStep.JUDGE, Phase.CHECK, {"admitted": 1, "unassigned": 1}, [Block.UNASSIGNED]),
        (RoundStep.JUDGE, Phase.CHECK, {"admitted": 1, "open_objections": 1}, [Block.OBJECTIONS]),
        (RoundStep.JUDGE, Phase.CHECK, {"admitted": 1, "rejected": 1}, []),
        (RoundStep.JUDGE, Phase.CHECK, {"admitted": 1, "check_objections_until": LATER}, []),
        (
            RoundStep.JUDGE,
            Phase.CHECK,
            {"admitted": 1, "rejected": 1, "check_objections_until": LATER},
            [Block.OBJECTION_TIME],
        ),
        (RoundStep.CONVENE, Phase.JUDGING, {}, []),
        (RoundStep.CONVENE, Phase.JUDGING, {"open_reviews": 1}, [Block.REVIEWS]),
        (RoundStep.CONVENE, Phase.JUDGING, {"unsettled_spreads": 1}, [Block.SPREAD]),
        (RoundStep.FREEZE, Phase.PANEL, {}, []),
        (RoundStep.FREEZE, Phase.PANEL, {"objections_until": LATER}, []),
        (RoundStep.FREEZE, Phase.PANEL, {"objections_until": NOW}, [Block.OBJECTIONS_OVER]),
        (RoundStep.FREEZE, Phase.PANEL, {"objections_until": NOW, "listed": True}, []),
        (RoundStep.REVISE, Phase.OBJECTION, {}, [Block.REASON]),
        (RoundStep.NEXT, Phase.OBJECTION, {"more_cuts": True}, []),
        (RoundStep.NEXT, Phase.OBJECTION, {}, [Block.LAST_CUT]),
        (RoundStep.NEXT, Phase.OBJECTION, {"more_cuts": True, "objections_until": LATER}, [Block.OBJECTION_TIME]),
        (RoundStep.FINISH, Phase.OBJECTION, {}, []),
        (RoundStep.FINISH, Phase.OBJECTION, {"more_cuts": True}, [Block.MORE_CUTS]),
        (RoundStep.FINISH, Phase.OBJECTION, {"open_objections": 1}, [Block.OBJECTIONS]),
    ],
)
def test_what_stands_in_the_way(step, phase, known, expected):
    assert blocks(step, phase, facts(**known)) == expected


def test_a_list_goes_back_to_the_panel_with_a_reason():
    assert blocks(RoundStep.REVISE, Phase.OBJECTION, facts(), note="Sanggahan diterima") == []


def test_every_step_leads_on_and_every_phase_but_the_last_has_one():
    for phase in Phase:
        assert bool(steps_from(phase)) == (phase is not Phase.FINISHED)
        assert all(phase_after(step) is not phase for step in steps_from(phase))


SEEN = {
    #                    draft open check judging panel objection finished
    (Part.RULES, Who.PUBLIC): "0111111",
    (Part.RULES, Who.SECRETARIAT): "1111111",
    (Part.ENTRIES, Who.PUBLIC): "0000000",
    (Part.ENTRIES, Who.SECRETARIAT): "1111111",
    (Part.ENTRIES, Who.EVALUATOR): "0000000",
    (Part.ENTRIES, Who.PANEL): "0000111",
    (Part.OWN_REVIEWS, Who.EVALUATOR): "0001111",
    (Part.OWN_REVIEWS, Who.SECRETARIAT): "0000000",
    (Part.ALL_REVIEWS, Who.EVALUATOR): "0000000",
    (Part.ALL_REVIEWS, Who.SECRETARIAT): "0000111",
    (Part.ALL_REVIEWS, Who.PANEL): "0000111",
    (Part.RANKING, Who.PUBLIC): "0000000",
    (Part.RANKING, Who.EVALUATOR): "0000000",
    (Part.RANKING, Who.SECRETARIAT): "0000111",
    (Part.DISCUSSION, Who.PUBLIC): "0000000",
    (Part.DISCUSSION, Who.PANEL): "0000111",
    (Part.LIST, Who.PUBLIC): "0000011",
    (Part.LIST, Who.EVALUATOR): "0000011",
}


@pytest.mark.parametrize(("part", "who"), SEEN)
def test_who_sees_what_when(part, who):
    assert "".join(str(int(sees(part, [who], phase))) for phase in Phase) == SEEN[part, who]
