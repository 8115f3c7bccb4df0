"""What the log of a round shows to whom."""

from collections.abc import Mapping
from typing import Any

_OF_JUDGING = ("selection.review_", "selection.panel_")
_ALWAYS_SHOWN = frozenset({"round", "stage", "cut"})


def shown_details(verb: str, data: Mapping[str, Any], *, sees_scores: bool) -> dict[str, Any]:
    """Return what of an event's details may be read.

    Of what evaluators score and panellists say only that they did, to whoever may not see scores yet.
    """
    hidden = verb.startswith(_OF_JUDGING) and not sees_scores
    return {key: value for key, value in data.items() if not hidden or key in _ALWAYS_SHOWN}
