"""``manage.py verify_shortlist FILE``: prove a published list unaltered, without the database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selections.models import Freeze, SelectionRound
from selections.panel.verifying import changes_since
from selections.rules.differences import Difference
from selections.rules.verification import Fault, Problem, digest, verify

_FAULTS: dict[Fault, Any] = {
    Fault.UNREADABLE: gettext_lazy("This is no list of a round, or a part of it is gone:"),
    Fault.HASH: gettext_lazy("The content was altered. Its SHA-256 is"),
    Fault.PUBLISHED: gettext_lazy("This is not the list that was published. Its SHA-256 is"),
    Fault.CHAIN: gettext_lazy("It does not follow the list before. It names"),
    Fault.RANKING: gettext_lazy("The score sheets come to another ranking:"),
    Fault.LIST: gettext_lazy("Ranking and moves come to another list. It differs in"),
}


class Command(BaseCommand):
    """Recompute hash, ranking and list of a file; or compare a round's frozen lists with its database."""

    help = "Prove a published list unaltered and recompute its ranking, without the database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, what to compare it with, or a round."""
        parser.add_argument("file", nargs="?", type=Path, help="the published file")
        parser.add_argument("--published", default="", help="the SHA-256 that was told elsewhere, on the minutes")
        parser.add_argument("--previous", type=Path, help="the file of the round's list before")
        parser.add_argument("--round", type=int, help="compare the frozen lists of this round with the database")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was found. Raises CommandError naming each fault."""
        if options["round"] is not None:
            self._compare(options["round"])
        elif options["file"] is None:
            raise CommandError(_("Name the file, or a round with --round."))
        else:
            self._verify(options["file"], options["published"], options["previous"])

    def _verify(self, file: Path, published: str, previous: Path | None) -> None:
        document = _read(file)
        before = digest(_read(previous)["shortlist"]) if previous else None
        problems = verify(document, published=published.strip().lower(), previous=before)
        if problems:
            raise CommandError("\n".join(_words(problem) for problem in problems))
        told = document["shortlist"]
        sound = _("%(file)s is unaltered: %(entries)s entries, %(sheets)s score sheets, %(places)s on the list.")
        counts = {"entries": len(told["entries"]), "sheets": len(told["sheets"]), "places": len(told["list"])}
        self.stdout.write(sound % {"file": file, **counts})
        compare = _("Compare this SHA-256 with the one on the minutes: %(hash)s")
        self.stdout.write(compare % {"hash": document["sha256"]})

    def _compare(self, key: int) -> None:
        try:
            selection_round = SelectionRound.objects.get(pk=key)
        except SelectionRound.DoesNotExist as error:
            raise CommandError(_("There is no round %(key)s.") % {"key": key}) from error
        found = [_difference(frozen, one) for frozen, one in changes_since(selection_round)]
        if found:
            raise CommandError("\n".join(found))
        unchanged = _("Nothing that the frozen lists of %(round)s cover has changed.")
        self.stdout.write(unchanged % {"round": selection_round})


def _difference(frozen: Freeze, one: Difference) -> str:
    return f"{frozen.number}: {one.place}: {one.before} → {one.after}"


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=_named_once)
    except (OSError, ValueError) as error:
        raise CommandError(_("%(file)s can't be read: %(error)s") % {"file": file, "error": error}) from error


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object; one of two parts with the same name would be shown by one reader and proven by another."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(_("%(name)s is there twice.") % {"name": name})
        found[name] = value
    return found


def _words(problem: Problem) -> str:
    return f"{_FAULTS[problem.fault]} {problem.detail}".strip()
