"""A case that a unit entered, with the people of its unit and agency."""

from dataclasses import dataclass
from typing import Any

from common.models import User
from innovations.models import InnovationPage
from selections.actions import enter_case, request_check, take_entry_step
from selections.models import CheckRun, Entry, SelectionRound
from selections.rules.entries import EntryStep
from selections.runs import do_waiting_runs
from tests.factories import CaseFactory, MemberFactory, UnitFactory
from units.models import ServiceUnit


@dataclass
class Entrant:
    """A unit with a published case, its writer, and the local admin of its agency."""

    unit: ServiceUnit
    case: InnovationPage
    writer: User
    admin: User

    def enters(self, selection_round: SelectionRound, group: str = "umum") -> Entry:
        return enter_case(self.writer, selection_round, self.case, group, "kesehatan")

    def submitted(self, selection_round: SelectionRound, group: str = "umum") -> Entry:
        return took(self.admin, self.enters(selection_round, group), EntryStep.SUBMIT)


def entrant(admin: User | None = None, unit: ServiceUnit | None = None, **case: Any) -> Entrant:
    """Return a unit that can enter; ``admin`` of the same agency where ``unit`` is given."""
    unit = unit or UnitFactory()
    return Entrant(
        unit=unit,
        case=CaseFactory(unit=unit, **{"section_idea": "Perahu menjadi puskesmas.", **case}),
        writer=MemberFactory(unit=unit).user,
        admin=admin or MemberFactory(role="local_admin", agency=unit.agency).user,
    )


def took(actor: User, entry: Entry, step: EntryStep, note: str = "Alasan.") -> Entry:
    """Take a step with the entry as it is now."""
    entry.refresh_from_db()
    return take_entry_step(actor, entry, step, seen=entry.version, note=note)


def check_round(actor: User, selection_round: SelectionRound) -> CheckRun:
    """Have all entries that wait checked, and do it."""
    run = request_check(actor, selection_round)
    do_waiting_runs()
    run.refresh_from_db()
    return run
