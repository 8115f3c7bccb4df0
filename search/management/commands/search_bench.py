"""Measure search on this machine."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.test import override_settings

from innovations.models import InnovationPage
from search.benchmark.cms import measure_boxes
from search.benchmark.comparison import compare
from search.benchmark.filling import fill_cases
from search.benchmark.table import keep, load, table

_BOX_TIMES = 15


class Command(BaseCommand):
    """Print how long each kind of question takes: JIPP, the raw engines and Wagtail's own search side by side."""

    help = (
        "Measure JIPP's search on tantivy, and on Elasticsearch where the settings name one, beside the raw engines "
        "and Wagtail's own search; then the search boxes of the CMS. Fills the site with synthetic cases up to each "
        "size and changes some of them: use a database and a data directory of its own."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the sizes and how often each question is asked."""
        parser.add_argument("--sizes", type=int, nargs="+", required=True, help="such as: --sizes 3000 20000")
        parser.add_argument("--rounds", type=int, default=10, help="how often each of the twelve queries is asked")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--figures", type=Path, help="a file whose figures join the table, and that keeps these")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill the site up to each size, measure, and print a table for each."""
        figures = load(options["figures"])
        with override_settings(RATELIMIT_ENABLE=False, DEBUG=False, ALLOWED_HOSTS=["localhost"]):
            for size in sorted(options["sizes"]):
                fill_cases(size, options["seed"])
                figures += compare(InnovationPage.objects.live().count(), options["rounds"])
                self.stdout.write("\n" + "\n".join(table(figures, size)))
                self._print_boxes()
        if options["figures"]:
            keep(figures, options["figures"])

    def _print_boxes(self) -> None:
        self.stdout.write(f"\n{'CMS box':32}{'browse p50':>14}{'search p50':>14}")
        for timing in measure_boxes(_BOX_TIMES):
            name = f"{timing.box}, {timing.person}"
            self.stdout.write(f"{name:32}{timing.browse:>14.0f}{timing.search:>14.0f}")
