"""The cases that an address names: ``?kasus=12&kasus=34``."""

import re
from datetime import datetime
from typing import Final, NamedTuple

from django.http import QueryDict

from innovations.queries import public_keys

PARAMETER: Final = "kasus"

_KEY: Final = re.compile(r"[0-9]{1,9}\Z", re.ASCII)
_MOST_READ: Final = 100


class AskedCases(NamedTuple):
    """Keys of public cases, each once, in the order asked for, and what else was asked for."""

    keys: list[int]
    unknown: list[str]


def asked_cases(query: QueryDict, now: datetime) -> AskedCases:
    """Read which cases are meant: two queries, none where nothing is asked for."""
    asked = list(dict.fromkeys(query.getlist(PARAMETER)))[:_MOST_READ]
    numbers = {text: int(text) for text in asked if _KEY.match(text)}
    public = public_keys(numbers.values(), now) if numbers else set()
    keys = list(dict.fromkeys(number for number in numbers.values() if number in public))
    return AskedCases(keys, [text for text in asked if numbers.get(text) not in public])
