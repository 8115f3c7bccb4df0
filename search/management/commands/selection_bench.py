"""Measure the selection room on this machine."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandParser
from django.test import Client, override_settings
from django.urls import reverse

from common.models import User
from search.benchmark import selections
from search.benchmark.filling import fill_cases
from search.benchmark.measuring import measure
from selections import actions
from selections.rules.phases import RoundStep

Done = TypeVar("Done")


class Command(BaseCommand):
    """Print how long check, assignment, ranking with its draws, the pages and the freeze of a round take."""

    help = (
        "Measure a round: check, assignment, ranking with a thousand draws, the ranking page, the freeze. Fills the "
        "site with synthetic cases and a round: use a database of its own."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how many entries and evaluators."""
        parser.add_argument("entries", type=int)
        parser.add_argument("evaluators", type=int)
        parser.add_argument("--rounds", type=int, default=40, help="how often each page is asked for")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill the site, take the round on, and print a line for each thing."""
        with override_settings(RATELIMIT_ENABLE=False, DEBUG=False, ALLOWED_HOSTS=["localhost"]):
            fill_cases(options["entries"], options["seed"])
            operator, _new = User.objects.get_or_create(email="ukur@ukur.invalid", is_superuser=True)
            self._measure(operator, options)

    def _measure(self, operator: User, options: dict[str, Any]) -> None:
        held = selections.fill(options["entries"], options["evaluators"], options["seed"])
        self.stdout.write(f"{'seconds':48}")
        stage = held.rulebook.stages[0].code
        self._once("check of all entries", lambda: selections.check(operator, held))
        selections.admit(held)
        self._once("assignment", lambda: actions.assign(operator, held, stage))
        held = actions.take_on(operator, held, RoundStep.JUDGE, seen=held.version)
        sheets = selections.score(held, options["seed"])
        seen = held.version
        held = self._once(
            "ranking with 1,000 draws", lambda: actions.take_on(operator, held, RoundStep.CONVENE, seen=seen)
        )
        self.stdout.write(f"{options['entries']} entries, {sheets} score sheets")
        self._pages(operator, held.pk, options["rounds"])
        self._once("freeze", lambda: actions.freeze(operator, held, seen=held.version))

    def _once(self, what: str, act: Callable[[], Done]) -> Done:
        started = time.perf_counter()
        done = act()
        self.stdout.write(f"{what:48}{time.perf_counter() - started:>8.1f}")
        return done

    def _pages(self, operator: User, key: int, rounds: int) -> None:
        client = Client(SERVER_NAME="localhost")
        client.force_login(operator)
        self.stdout.write(f"{'milliseconds in the server':48}{'p50':>8}{'p95':>8}")
        for name in ("selection_ranking", "selection_round", "round_entries"):
            address = reverse(name, args=[key])
            timing = measure(address, rounds, client.get, [address])
            self.stdout.write(f"{timing.what:48}{timing.p50:>8.0f}{timing.p95:>8.0f}")
