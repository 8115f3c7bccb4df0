"""Measure the pages that show replications on this machine."""

from collections.abc import Iterator
from typing import Any

from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandParser
from django.test import override_settings
from django.urls import reverse

from replications.models import Replication
from search.benchmark import replications
from search.benchmark.filling import fill_cases
from search.benchmark.measuring import Timing, measure
from search.benchmark.site import Site


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
        parser.add_argument("--rounds", type=int, default=40, help="how often each page is asked for")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill the site, and print a line for each page."""
        with override_settings(RATELIMIT_ENABLE=False, DEBUG=False, ALLOWED_HOSTS=["localhost"]):
            fill_cases(options["cases"], options["seed"])
            most_copied = replications.fill(options["replications"], options["seed"])
            self.stdout.write(f"{options['cases']} cases, {Replication.objects.count()} replications")
            self.stdout.write(f"{'milliseconds in the server':48}{'p50':>8}{'p95':>8}")
            for timing in _timings(Site(), options["rounds"], most_copied.get_url() or ""):
                self.stdout.write(f"{timing.what:48}{timing.p50:>8.0f}{timing.p95:>8.0f}")


def _timings(site: Site, rounds: int, case: str) -> Iterator[Timing]:
    def ask(address: str) -> None:
        site.get(address, {})

    def ask_anew(address: str) -> None:
        cache.clear()
        ask(address)

    network, listed = reverse("network"), reverse("network_replications")
    yield measure(network, rounds, ask, [network])
    yield measure(f"{network}, its sums made anew", rounds, ask_anew, [network])
    yield measure(listed, rounds, ask, [listed])
    yield measure(f"a case with {replications.COPIES_OF_FIRST} copies", rounds, ask, [case])
