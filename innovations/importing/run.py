"""One import from beginning to end: check, compare, write, report."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.signal_handlers import disable_reference_index_auto_update

from common.actions import record_event
from common.models import User
from innovations import rules
from innovations.importing.beside import Beside
from innovations.importing.check import check_entries
from innovations.importing.compare import Decision, Step, decide
from innovations.importing.files import FilesBeside
from innovations.importing.problems import Entry, Problem
from innovations.importing.unit_book import UnitBook, identity_of
from innovations.importing.write import Writer
from innovations.models import InnovationIndexPage
from units.queries import is_moderator


@dataclass
class ImportReport:
    """What an import did, or would do: ``written`` says which.

    ``left`` are the ids of cases that were edited here since their last import;
    ``completeness`` is the mean of the good records.
    """

    total: int = 0
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    left: list[str] = field(default_factory=list)
    refused: int = 0
    new_units: int = 0
    completeness: int | None = None
    written: bool = False

    @property
    def writes(self) -> int:
        """Return how many cases are made or changed."""
        return self.created + self.updated


@dataclass(frozen=True)
class ImportOptions:
    """How to import. ``partial`` takes the good records of a file that has bad ones."""

    dry_run: bool = False
    overwrite: bool = False
    partial: bool = False


def run_import(
    entries: Iterable[Entry],
    *,
    actor: User | None = None,
    options: ImportOptions | None = None,
    beside: Beside | None = None,
    source: str = "",
    progress: Callable[[int, int], None] = lambda done, total: None,
    on_written: Callable[[ImportReport], None] = lambda report: None,
) -> ImportReport:
    """Import case records; all of them or, where one is faulty, none.

    ``beside`` is where pictures and documents lie; ``source`` names the file in the
    event log; ``progress`` hears how many of how many cases are written, ``on_written``
    hears the report of what was, in the same transaction. Published at once, in one
    transaction. The same records again change nothing. ``actor`` is
    None at the command line. Raises PermissionDenied for anyone but a moderator.
    """
    if actor is not None and not is_moderator(actor):
        raise PermissionDenied
    options = options or ImportOptions()
    checked = check_entries(entries, examples_allowed=settings.DEMO_ALLOWED)
    if options.dry_run:
        return _prepare(checked, options, beside).report
    with transaction.atomic(), disable_reference_index_auto_update():
        # One import after the other: the second finds the units and cases that the first has made.
        index = InnovationIndexPage.objects.select_for_update(of=("self",)).get()
        plan = _prepare(checked, options, beside)
        report = plan.report
        if report.refused and not options.partial:
            return report
        if plan.writing:
            _write(plan.writing, Writer(plan.units, plan.files, actor, timezone.now()), progress)
            counts = {"created": report.created, "updated": report.updated, "source": source}
            record_event("cases.imported", index, actor=actor, **counts)
        report.written = True
        on_written(report)
    return report


@dataclass(frozen=True)
class _Plan:
    """What an import is about to do."""

    report: ImportReport
    units: UnitBook
    files: FilesBeside
    writing: list[Decision]


def _prepare(checked: Sequence[Entry], options: ImportOptions, beside: Beside | None) -> _Plan:
    """Compare the records with what is here, and note what is wrong with units and files."""
    units, files = UnitBook(checked), FilesBeside(beside)
    for entry in sorted(checked, key=lambda entry: entry.faults.serious):  # good ones say first what a unit is
        files.note_faults(entry)
        units.note(entry)
    good = [entry for entry in checked if not entry.faults.serious]
    report = _report(checked, good)
    decisions = list(decide(good, overwrite=options.overwrite))
    _count(report, decisions, units)
    writing = [each for each in decisions if each.step in {Step.CREATE, Step.UPDATE}]
    return _Plan(report, units, files, writing)


def _write(writing: Sequence[Decision], writer: Writer, progress: Callable[[int, int], None]) -> None:
    writer.units.write(identity_of(each.entry.record["unit"]) for each in writing)
    writer.write(writing, progress)


def _report(checked: Sequence[Entry], good: Sequence[Entry]) -> ImportReport:
    found = [problem for entry in checked for problem in entry.problems()]
    scores = [rules.completeness(entry.record).score for entry in good]
    return ImportReport(
        total=len(checked),
        problems=[problem for problem in found if not problem.warning],
        warnings=[problem for problem in found if problem.warning],
        refused=len(checked) - len(good),
        completeness=round(sum(scores) / len(scores)) if scores else None,
    )


def _count(report: ImportReport, decisions: Sequence[Decision], units: UnitBook) -> None:
    steps = [each.step for each in decisions]
    report.created, report.updated = steps.count(Step.CREATE), steps.count(Step.UPDATE)
    report.unchanged = steps.count(Step.NOTHING)
    report.left = [each.entry.record["id"] for each in decisions if each.step is Step.LEAVE]
    needed = {identity_of(each.entry.record["unit"]) for each in decisions if each.step in {Step.CREATE, Step.UPDATE}}
    report.new_units = sum(units.units[identity].row is None for identity in needed)
