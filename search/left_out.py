"""What chosen filters leave out because it is not known: said, never hidden, and brought back by a link."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import ngettext

from common import formatting
from search.facets import BY_KEY
from search.facets.base import Counts
from search.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Unknowns:
    """Cases that a facet leaves out: the value that would bring them back, how many, and that in words."""

    key: str
    value: str
    cases: int
    text: str


def left_out(parameters: Parameters, counts: Mapping[str, Counts]) -> Iterator[Unknowns]:
    """Yield what each chosen facet leaves out, in the registry's order."""
    for key in filter(parameters.filters.get, BY_KEY):
        for one in BY_KEY[key].left_out(counts.get(key, ()), parameters):
            text = ngettext(
                "%(cases)s case is left out because %(reason)s.",
                "%(cases)s cases are left out because %(reason)s.",
                one.cases,
            )
            words = {"cases": formatting.number(one.cases), "reason": one.reason}
            yield Unknowns(key, one.value, one.cases, text % words)
