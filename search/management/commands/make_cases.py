"""Write synthetic case records."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search.benchmark.generator import make_records


class Command(BaseCommand):
    """Write N records for benchmarks and trials, the same for the same seed."""

    help = "Write synthetic case records as JSON lines, for benchmarks. They are marked as made up."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how many, the seed, and the file."""
        parser.add_argument("count", type=int)
        parser.add_argument("seed", type=int)
        parser.add_argument("--output", type=Path, help="a file; without it the records go to the standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write one record a line."""
        lines = (json.dumps(one, ensure_ascii=False) for one in make_records(options["count"], options["seed"]))
        if options["output"] is None:
            for line in lines:
                self.stdout.write(line)
            return
        with options["output"].open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
