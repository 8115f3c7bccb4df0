"""Measure search on this machine."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from innovations.models import InnovationPage
from search.benchmark.cms import measure_boxes
from search.benchmark.measuring import Timing, measure_publishing, measure_searching

_PUBLISHED = 20
_BOX_TIMES = 15


class Command(BaseCommand):
    """Print middle and slow end of each kind of request, beside raw tantivy, and the CMS's search boxes."""

    help = (
        "Measure search, suggestions, the case page, raw tantivy and the CMS's search boxes on this site. With "
        "--sizes, first fill the site with synthetic cases up to each size, and measure publishing too: use a data "
        "directory of its own for that."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the sizes and how often each thing is done."""
        parser.add_argument("--sizes", type=int, nargs="*", default=[], help="such as: --sizes 1000 20000")
        parser.add_argument("--times", type=int, default=120)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure the site as it is, or at each size."""
        if not options["sizes"]:
            self._print(list(measure_searching(options["times"])))
            self._print_boxes()
        for size in sorted(options["sizes"]):
            self._fill(size, options["seed"])
            self._print([*measure_searching(options["times"]), measure_publishing(_PUBLISHED)])
            self._print_boxes()

    def _fill(self, size: int, seed: int) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "cases.jsonl"
            call_command("make_cases", size, seed, output=file, stdout=self.stdout)
            call_command("import_cases", str(file), stdout=self.stdout)
        call_command("search_index", stdout=self.stdout)

    def _print(self, timings: list[Timing]) -> None:
        self.stdout.write(f"\n{InnovationPage.objects.live().count()} cases{'p50 ms':>30}{'p95 ms':>10}")
        for timing in timings:
            self.stdout.write(f"{timing.what:32}{timing.p50:>10.2f}{timing.p95:>10.2f}")

    def _print_boxes(self) -> None:
        self.stdout.write(f"\n{'CMS box':32}{'browse p50':>14}{'search p50':>14}")
        for timing in measure_boxes(_BOX_TIMES):
            name = f"{timing.box}, {timing.person}"
            self.stdout.write(f"{name:32}{timing.browse:>14.0f}{timing.search:>14.0f}")
