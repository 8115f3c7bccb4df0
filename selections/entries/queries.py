"""Reads about entries. Each says how many SQL queries it makes."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from common.models import Event, User
from innovations.models import InnovationPage
from selections.choices import SeatRole
from selections.entries.hands import hands_of
from selections.models import CheckFinding, CheckRun, Entry, InvitedUnit, Objection, Seat, SelectionRound
from selections.queries import agencies_administered_by, rounds_run_by
from selections.rules.entries import Clock, EntryState, EntryStep, Hand, possible_steps, writing_refusal
from selections.rules.phases import Phase
from selections.rules.rulebook import Dates, Entrance, Group
from units.models import ServiceUnit
from units.queries import desk_units, is_moderator, local_admins, moderators

RELATED = ("round__agency", "unit__agency")
"""What an entry is judged with; its long texts are read where they are shown."""

_LONG = ("answers", "record")
_LONGEST_NUMBER = 9
_PANEL_PHASES = (Phase.PANEL, Phase.OBJECTION, Phase.FINISHED)


def entries_seen_by(user: User | AnonymousUser) -> QuerySet[Entry]:
    """Return the entries that the person may read: one query before the one that reads them.

    The own units', those of the agency to its local admin, all of a round to its secretariat, and
    what was admitted to the panel once it sits. Evaluators read theirs where they score.
    """
    if not user.is_authenticated:
        return Entry.objects.none()
    panel = Seat.objects.filter(user=user, ended_at=None, role=SeatRole.PANEL, round__phase__in=_PANEL_PHASES)
    return Entry.objects.filter(
        Q(unit__in=desk_units(user))
        | _stood_in_for(user)
        | Q(round__in=rounds_run_by(user))
        | Q(round__in=panel.values("round"), state=EntryState.ADMITTED)
    ).select_related(*RELATED)


def own_entries(user: User) -> QuerySet[Entry]:
    """Return the entries of the units on the person's desk, the newest round first."""
    entries = Entry.objects.filter(unit__in=desk_units(user)).select_related(*RELATED).defer(*_LONG)
    return entries.order_by("-round__year", "-round", "number")


def waiting_for_admin(user: User) -> QuerySet[Entry]:
    """Return what waits for the person as the local admin: entries that units passed on in rounds that are open."""
    waiting = Entry.objects.filter(state=EntryState.PROPOSED, round__phase=Phase.OPEN)
    agencies = Q(unit__agency__in=agencies_administered_by(user)) | _stood_in_for(user)
    return waiting.filter(agencies).select_related(*RELATED).defer(*_LONG).order_by("round", "number")


def waiting_for_writers(user: User) -> QuerySet[Entry]:
    """Return the entries of the person's units that are written, or that the secretariat wants mended."""
    written = Q(state=EntryState.DRAFT, round__phase=Phase.OPEN)
    return own_entries(user).filter(written | Q(state=EntryState.MENDING, round__phase=Phase.CHECK))


def _stood_in_for(user: User) -> Q:
    """Return which entries a moderator sees as the local admin that a unit without an agency lacks."""
    return Q(unit__agency=None) if is_moderator(user) else Q(pk=None)


def clock_of(dates: Dates, now: datetime) -> Clock:
    """Return the times that count for the steps of entries."""
    return Clock(now, dates.opens_at, dates.closes_at, dates.mending_until, dates.objections_until)


def steps_for(user: User, entry: Entry, now: datetime) -> list[EntryStep]:
    """Return the steps that the person may take now: at most two queries."""
    clock = clock_of(entry.round.rulebook.dates, now)
    return possible_steps(EntryState(entry.state), Phase(entry.round.phase), hands_of(user, entry), clock)


def may_write_now(entry: Entry, hands: Collection[Hand], now: datetime) -> bool:
    """Say whether somebody with these hands may change texts and papers now: no query."""
    clock = clock_of(entry.round.rulebook.dates, now)
    return writing_refusal(EntryState(entry.state), Phase(entry.round.phase), hands, clock) is None


def may_object(entry: Entry, hands: Collection[Hand], now: datetime) -> bool:
    """Say whether somebody with these hands may object to the check now: at most one query."""
    until = entry.round.rulebook.dates.objections_until
    in_time = entry.round.phase == Phase.CHECK and (until is None or now <= until)
    if Hand.WRITER not in hands or entry.state != EntryState.REJECTED or not in_time:
        return False
    return not check_objections(entry).filter(answered_at=None).exists()


def round_entries(selection_round: SelectionRound) -> QuerySet[Entry]:
    """Return the entries of a round with their findings, in their order: two queries when read."""
    entries = Entry.objects.filter(round=selection_round).select_related(*RELATED).defer(*_LONG)
    return entries.prefetch_related("findings").order_by("number")


def latest_check(selection_round: SelectionRound) -> CheckRun | None:
    """Return the check of all entries of a round that was asked for last: one query."""
    return CheckRun.objects.filter(round=selection_round, entry=None).last()


def filtered(
    entries: QuerySet[Entry], q: str = "", state: str = "", check: str = "", found: str = ""
) -> QuerySet[Entry]:
    """Return the entries of a number or with words in the title, in a state, and with an outcome of a check."""
    if q:
        entries = entries.filter(numbered_or_titled(q))
    if state:
        entries = entries.filter(state=state)
    if found:
        outcomes = CheckFinding.objects.filter(Q(decided=found) | Q(decided="", found=found))
        entries = entries.filter(pk__in=(outcomes.filter(check_code=check) if check else outcomes).values("entry"))
    return entries


def numbered_or_titled(q: str) -> Q:
    """Return which entries a reader means: those with the words in the title, and the one of the number."""
    meant = Q(title__icontains=q)
    number = q.lstrip("0")
    if number.isdecimal() and len(number) <= _LONGEST_NUMBER:
        meant |= Q(number=int(number))
    return meant


def history(entry: Entry) -> QuerySet[Event]:
    """Return what its unit, local admin and secretariat did with an entry, the latest first: one query when read.

    Who scores it, votes on it or steps back from it is in the log of the round, and not for its unit.
    """
    done = Event.objects.filter(object_type="selections.entry", object_id=str(entry.pk))
    return done.filter(verb__startswith="selection.entry_").select_related("actor")


def check_objections(entry: Entry) -> QuerySet[Objection]:
    """Return the objections to the check of an entry; those to a list that it is on are read with the list."""
    return entry.objections.filter(cut="")


def is_taking(selection_round: SelectionRound, now: datetime) -> bool:
    """Say whether a round takes entries at this time."""
    dates = selection_round.rulebook.dates
    opened = dates.opens_at is None or dates.opens_at <= now
    return selection_round.phase == Phase.OPEN and opened and (dates.closes_at is None or now <= dates.closes_at)


def rounds_taking(unit: ServiceUnit, now: datetime) -> list[SelectionRound]:
    """Return the rounds that take entries of a unit now: one query."""
    rounds = SelectionRound.objects.filter(Q(agency=None) | Q(agency=unit.agency_id), phase=Phase.OPEN)
    return [one for one in rounds if is_taking(one, now)]


def is_invited(selection_round: SelectionRound, group: Group, unit: ServiceUnit) -> bool:
    """Say whether a unit may enter a group: at most one query, for a group that is by invitation."""
    if group.entrance is not Entrance.INVITATION:
        return True
    return InvitedUnit.objects.filter(round=selection_round, group=group.code, unit=unit).exists()


def invited_units(selection_round: SelectionRound) -> list[tuple[InvitedUnit, str]]:
    """Return the units that are invited to a round, each with the name of its group: one query."""
    names = {one.code: one.name for one in selection_round.rulebook.groups}
    invited = InvitedUnit.objects.filter(round=selection_round).select_related("unit__agency")
    return [(one, names.get(one.group, one.group)) for one in invited]


def cases_to_enter(user: User, selection_round: SelectionRound) -> QuerySet[InnovationPage]:
    """Return the published cases of the person's units that may take part in a round, those entered already too."""
    units = desk_units(user)
    if selection_round.agency_id is not None:
        units = units.filter(agency=selection_round.agency_id)
    cases: QuerySet[InnovationPage] = InnovationPage.objects.live().filter(unit__in=units).order_by("title")
    return cases


def local_admins_for(unit: ServiceUnit) -> list[User]:
    """Return who submits for a unit: the local admins of its agency, else the moderators. At most two queries."""
    return local_admins(unit.agency_id) or list(moderators())


def secretariat_of(selection_round: SelectionRound) -> list[User]:
    """Return who hears what happens in a round: those seated in its secretariat, else who holds it. Two queries."""
    seated = Seat.objects.filter(round=selection_round, role=SeatRole.SECRETARIAT, ended_at=None, user__is_active=True)
    people = [seat.user for seat in seated.select_related("user")]
    return people or local_admins(selection_round.agency_id) or list(moderators())
