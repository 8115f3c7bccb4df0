"""Measure the selection room on this machine."""

import time
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.test import Client, override_settings
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from common.models import User
from search.benchmark import selections
from search.benchmark.filling import fill_cases
from search.benchmark.measuring import measure
from selections import actions
from selections.rules.phases import RoundStep

Done = TypeVar("Done")


class Command(BaseCommand):
    """Print how long check, assignment, ranking with its draws, the freeze and the pages of a round take."""

    help = (
        "Measure a round: check, assignment, ranking with a thousand draws, the freeze, pages. Fills the "
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
        pages = [reverse(name, args=[held.pk]) for name in ("selection_ranking", "selection_round", "round_entries")]
        self._pages(operator, pages, options["rounds"])
        self._once("freeze", lambda: actions.freeze(operator, held, seen=held.version))
        letters = [reverse("selection_feedback", args=[entry.pk]) for entry in held.entries.only("pk")[:3]]
        self._pages(operator, [reverse("selection_results", args=[held.pk]), *letters], options["rounds"])

    def _once(self, what: str, act: Callable[[], Done]) -> Done:
        started = time.perf_counter()
        done = act()
        self.stdout.write(f"{what:48}{time.perf_counter() - started:>8.1f}")
        return done

    def _pages(self, operator: User, addresses: Sequence[str], rounds: int) -> None:
        client = _logged_in(operator)
        self.stdout.write(f"{'milliseconds in the server':48}{'p50':>8}{'p95':>8}")
        for address in addresses:
            if client.get(address).status_code != HTTPStatus.OK:
                raise CommandError(f"{address} does not answer with a page")
            timing = measure(address, rounds, client.get, [address])
            self.stdout.write(f"{timing.what:48}{timing.p50:>8.0f}{timing.p95:>8.0f}")


def _logged_in(operator: User) -> Client:
    """Return a client of somebody whose second factor is proven: without it, each page leads there."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(operator)
    device, _new = TOTPDevice.objects.get_or_create(user=operator, name="ukur", confirmed=True)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    return client
