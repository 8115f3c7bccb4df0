"""The report of an import in words: all of it for a terminal, the places of problems for the page as well."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from innovations.importing.problems import Problem
from innovations.importing.run import ImportReport

MOST_SHOWN = 200


def place_of(problem: Problem) -> str:
    """Return where the problem is: «line 3», or sheet, row and column."""
    if not problem.sheet:
        return _("line %(line)s") % {"line": problem.line}
    words = _("sheet “%(sheet)s”, row %(row)s") % {"sheet": problem.sheet, "row": problem.line}
    if not problem.column:
        return words
    # Not inside an f-string: makemessages does not read those.
    column = _("column “%(column)s”") % {"column": problem.column}
    return f"{words}, {column}"


def report_lines(report: ImportReport) -> Iterator[str]:
    """Yield the lines of the report: problems and warnings first, then what was or would be done."""
    yield from _listed(_("Error"), report.problems)
    yield from _listed(_("Warning"), report.warnings)
    for record_id in report.left:
        yield _("%(id)s was edited here since its last import and is left as it is.") % {"id": record_id}
    yield _("%(total)s records read: %(refused)s with errors, %(unchanged)s unchanged, %(left)s left.") % {
        "total": report.total,
        "refused": report.refused,
        "unchanged": report.unchanged,
        "left": len(report.left),
    }
    counts = {"created": report.created, "updated": report.updated, "units": report.new_units}
    if report.written:
        yield _("Imported: %(created)s new cases, %(updated)s changed cases, %(units)s new units.") % counts
    else:
        yield _("Would import: %(created)s new cases, %(updated)s changed cases, %(units)s new units.") % counts
        yield _("Nothing was written.")
    if report.completeness is not None:
        yield _("Mean completeness: %(score)s of 100.") % {"score": report.completeness}


def _listed(word: str, problems: list[Problem]) -> Iterator[str]:
    for problem in problems[:MOST_SHOWN]:
        parts = [place_of(problem), problem.record_id, problem.key, problem.value and f"“{problem.value}”"]
        yield f"{word}: {' · '.join(part for part in parts if part)}: {problem.message}"
    rest = len(problems) - MOST_SHOWN
    if rest > 0:
        yield ngettext("… and %(rest)s more.", "… and %(rest)s more.", rest) % {"rest": rest}
