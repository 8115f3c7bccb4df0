"""Measure how good the answers are."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from search.finding import find
from search.parameters import Parameters
from search.quality import LOOKED_AT, Answer, answers, by_kind, read_judged


class Command(BaseCommand):
    """Ask the judged queries of a file and print nDCG@10, MRR and zero-hit rate by kind."""

    help = (
        "Ask the judged queries of a file (one JSON object a line: query, kind, grades by record id) of this site's "
        "index. The held-out third is printed apart: change weights by the other two."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and how many of the worst answers are shown."""
        parser.add_argument("file", type=Path, help="such as tests/relevance/judged.jsonl")
        parser.add_argument(
            "--worst", type=int, default=0, help="also show so many of the worst answers, none held out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask and print."""
        try:
            given = answers(read_judged(options["file"]), _record_ids)
        except OSError as error:
            raise CommandError(str(error)) from error
        tuned = [answer for answer in given if not answer.judged.is_held_out]
        self._print("for tuning", tuned)
        self._print("held out", [answer for answer in given if answer.judged.is_held_out])
        self._print("all", given)
        for answer in sorted(tuned, key=lambda answer: answer.ndcg)[: options["worst"]]:
            self.stdout.write(f"{answer.ndcg:.3f}  {answer.judged.query}")
            self.stdout.write(f"       wanted {dict(answer.judged.grades)}")
            self.stdout.write(f"       got    {' '.join(answer.record_ids)}")

    def _print(self, title: str, given: Sequence[Answer]) -> None:
        if not given:
            return
        self.stdout.write(f"\n{title:22}{'queries':>8}{'nDCG@10':>9}{'MRR':>7}{'none':>7}")
        for kind, figures in by_kind(given):
            row = f"{kind or 'together':22}{figures.queries:>8}{figures.ndcg:>9.3f}{figures.mrr:>7.3f}"
            self.stdout.write(f"{row}{figures.zero_hits:>7.1%}")


def _record_ids(query: str) -> list[str]:
    found = find(Parameters(q=query, page_size=LOOKED_AT), timezone.now())
    return [one.hit.document.record_id for one in found.hits]
