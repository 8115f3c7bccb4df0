"""Copies of cases, and what a case page tells of them."""

import datetime

from bs4 import BeautifulSoup
from django.utils import timezone

from innovations.models import Outcome
from replications.actions import Report, tell_results
from replications.models import Replication
from tests.factories import UnitFactory

DAY = datetime.date(2026, 4, 1)
WAIT = {"indicator": "Lama layanan", "unit": "menit", "better": "lower"}


def copied(case, state="achieved", unit=None, **fields):
    """Return a replication that is in a state, past the actions: what they do is tested with them."""
    unit = unit or UnitFactory()
    now = timezone.now()
    return Replication.objects.create(
        case=case, unit=unit, state=state, need="Perlu.", expressed_at=now, waiting_since=now, **fields
    )


def shown(client, case):
    """Return the part «Silsilah» of a case page; None where there is none."""
    return BeautifulSoup(client.get(case.url).content, "html.parser").select_one("#silsilah")


def rows(part):
    """Return the rows of the table: unit, original, state, result."""
    return [
        [" ".join(cell.get_text(" ").split()).replace("\u00a0", " ") for cell in row.select("th, td")]
        for row in part.table.select("tbody tr")
    ]


def measured(case, before, after):
    case.outcomes = [Outcome(**WAIT, baseline=before, value=after)]
    case.save_revision().publish()


def told(two, before=200, after=30):
    running = two.implementing(DAY)
    report = Report(results=[WAIT | {"baseline": before, "value": after}], obstacles=["budget"])
    return tell_results(two.writer, running, report, seen=running.version)
