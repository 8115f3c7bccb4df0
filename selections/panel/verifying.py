"""Whether what a frozen list covers has changed since in the database."""

import json
from collections.abc import Iterator
from typing import Any

from selections.models import Freeze, Placement, SelectionRound
from selections.panel.freezing import present_payload
from selections.rules.differences import Difference, differences
from selections.rules.verification import digest


def changes_since(selection_round: SelectionRound) -> Iterator[tuple[Freeze, Difference]]:
    """Yield what differs between the latest frozen list of each cut and the database: fifteen queries a list.

    A list that was frozen anew is compared in its last form; what led to earlier ones may have been
    changed by the panel since, on record. A changed row of a freeze itself shows as its hash. The places
    that cases wear as awards are compared too: they follow from the list.
    """
    frozen = selection_round.freezes.select_related("round__agency").order_by("number")
    latest = {one.cut: one for one in frozen}
    previous = ""
    for one in frozen:
        told = json.loads(one.payload)
        if digest(told) != one.sha256:
            yield one, Difference("sha256", one.sha256, digest(told))
        if one.previous_sha256 != previous:
            yield one, Difference("previous_sha256", previous, one.previous_sha256)
        previous = one.sha256
        if latest[one.cut] == one:
            present = present_payload(one, told)
            for found in differences({key: told[key] for key in present}, present):
                yield one, found
            for found in differences(_places(told["list"]), _places(_placed(one))):
                yield one, found


def _placed(freeze: Freeze) -> list[int]:
    """Return the numbers of the entries that have an award of a list, by place: one query."""
    places = Placement.objects.filter(entry__round=freeze.round_id, cut=freeze.cut).order_by("place")
    return list(places.values_list("entry__number", flat=True))


def _places(numbers: list[int]) -> dict[str, Any]:
    return {"placements": {f"{number:04}": place for place, number in enumerate(numbers, 1)}}
