"""The log of a round: every act names the round, so that all of it can be read together."""

from typing import Any

from django.db import models

from common.actions import record_event
from common.models import Event, User
from selections.models import Entry, SelectionRound


def log(verb: str, target: SelectionRound | Entry, actor: User | None, **data: Any) -> Event:
    """Add an act to the log, on the entry that it is about or on the round; ``data`` must be JSON."""
    round_id = target.round_id if isinstance(target, Entry) else target.pk
    thing: models.Model = target
    return record_event(f"selection.{verb}", thing, actor=actor, round=round_id, **data)
