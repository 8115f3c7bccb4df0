"""Measure the pages that show replications on this machine."""

from typing import Any

from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandParser
from django.test import override_settings
from django.urls import reverse

from replications.models import Replication
from search.benchmark.filling import fill_cases
from search.benchmark.measuring import Timing, measure
from search.benchmark.replications import COPIES_OF_FIRST, fill
from search.benchmark.site import Site

_TIMES = 40


class Command(BaseCommand):
    """Print how long the network page takes, and the page of a case that many units copy."""

    help = (
        "Measure /jaringan/ and the page of a case with many copies, as requests to the server. Fills the site with "
        "synthetic cases and replications: use a database of its own."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how many cases and replications."""
        parser.add_argument("cases", type=int)
        parser.add_argument("replications", type=int)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill the site, and print a line for each page."""
        with override_settings(RATELIMIT_ENABLE=False, DEBUG=False, ALLOWED_HOSTS=["localhost"]):
            fill_cases(options["cases"], options["seed"])
            most_copied = fill(options["replications"], options["seed"])
            site, network = Site(), reverse("network")

            def anew(address: str) -> None:
                cache.clear()
                site.get(address, {})

            self.stdout.write(f"{options['cases']} cases, {Replication.objects.count()} replications")
            self.stdout.write(f"{'milliseconds in the server':48}{'p50':>8}{'p95':>8}")
            self._print(measure(network, _TIMES, lambda address: site.get(address, {}), [network]))
            self._print(measure(f"{network}, its sums made anew", _TIMES, anew, [network]))
            listed = reverse("network_replications")
            self._print(measure(listed, _TIMES, lambda address: site.get(address, {}), [listed]))
            case = most_copied.get_url() or ""
            label = f"a case with {COPIES_OF_FIRST} copies"
            self._print(measure(label, _TIMES, lambda address: site.get(address, {}), [case]))

    def _print(self, timing: Timing) -> None:
        self.stdout.write(f"{timing.what:48}{timing.p50:>8.0f}{timing.p95:>8.0f}")
