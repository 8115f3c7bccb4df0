"""Whether what a frozen list covers has changed since in the database."""

import json
from collections.abc import Iterator

from selections.freezing import present_payload
from selections.models import Freeze, SelectionRound
from selections.rules.differences import Difference, differences
from selections.rules.verification import digest


def changes_since(selection_round: SelectionRound) -> Iterator[tuple[Freeze, Difference]]:
    """Yield what differs between the latest frozen list of each cut and the database: ten queries a list.

    A list that was frozen anew is compared in its last form; what led to earlier ones may have been
    changed by the panel since, on record. A changed row of a freeze itself shows as its hash.
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
            for found in differences(told, present_payload(one, told)):
                yield one, found
