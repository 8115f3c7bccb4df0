"""What every facet can do. The kinds that there are lie in the modules beside this one."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, NamedTuple, Protocol

from django.utils.translation import gettext as _

from common.tables import Cell
from search.engines.base import Choice
from search.errors import ParameterError

Record = Mapping[str, Any]
Values = tuple[str, ...]
Counts = Sequence[tuple[str, int]]
UNKNOWN = "unknown"


class Search(Protocol):
    """What a reader chose, and when: values by facet key; ``reader`` are the codes that stand for the reader."""

    @property
    def filters(self) -> Mapping[str, Values]:
        """Return the chosen values."""

    @property
    def reader(self) -> Mapping[str, Values]:
        """Return the codes by the key of the facet that is about the reader."""

    @property
    def now(self) -> int:
        """Return when it is asked, in seconds since 1970."""


class Counted(NamedTuple):
    """A code with its label in the reader's language and how many cases have it."""

    code: str
    label: str
    cases: int


class LeftOut(NamedTuple):
    """Cases that a choice leaves out because something is not known: what brings them back, how many, why."""

    value: str
    cases: int
    reason: str


@dataclass(frozen=True)
class Facet(ABC):
    """One facet: its key in addresses and the API, its label, what it reads of a case.

    ``read`` takes a case record and gives its values, in the words of the record. ``hint``
    helps to choose among them; ``unknown`` says in a few words what is not known of the
    cases under the code ``unknown``.
    """

    key: str
    label: Any
    read: Callable[[Record], Iterable[Any]]
    hint: Any = field(default="", kw_only=True)
    unknown: Any = field(default="", kw_only=True)

    is_counted: ClassVar[bool] = True
    is_personal: ClassVar[bool] = False
    """Whether it depends on who asks: such a facet is no part of the API and of exports."""
    unfolded_up_to: ClassVar[int] = 40
    """Up to how many codes all children are shown; beyond, only those under a chosen code."""

    @property
    def heading(self) -> Any:
        """Return what a column of its values is called."""
        return self.label

    @property
    def numbers(self) -> Values:
        """Return the names of the numbers that the index keeps for this facet."""
        return ()

    def codes(self, record: Record) -> Values:
        """Return the codes under which a case is counted, without doubles."""
        return tuple(dict.fromkeys(self.read(record)))

    def measured(self, record: Record) -> Mapping[str, float]:
        """Return the numbers of a case by their names, as far as they are known."""
        return {}

    def sought(self, search: Search) -> tuple[Choice, ...]:
        """Return what the engine is asked for where a reader chose values of this facet."""
        return search.filters[self.key]

    def told(self, counts: Counts, search: Search) -> Counts:
        """Return what the engine counted as values that a reader can choose."""
        return counts

    def left_out(self, counts: Counts, search: Search) -> Iterator[LeftOut]:
        """Yield what the choice leaves out because it is not known of these cases."""
        cases = dict(counts).get(UNKNOWN)
        if cases and UNKNOWN not in search.filters.get(self.key, (UNKNOWN,)):
            yield LeftOut(UNKNOWN, cases, str(self.unknown) or _("“%s” is not known of them") % self.label)

    def joined(self, values: Iterable[str]) -> Values:
        """Return values chosen together, without doubles and what another one takes in."""
        return tuple(dict.fromkeys(values))

    def typed(self, values: Values) -> str | None:
        """Return what stands in the field that a reader types into; None where there is no such field."""
        return None

    @abstractmethod
    def clean(self, raw: str) -> str:
        """Return the code that ``raw`` means. Raises ParameterError where there is none."""

    @abstractmethod
    def name(self, code: str) -> str:
        """Return a code's label in the reader's language."""

    def in_full(self, code: str) -> str:
        """Return a code's label for where its parent does not stand above it."""
        return self.name(code)

    def labels(self) -> Mapping[str, Any]:
        """Return the labels of a closed list by code; nothing where codes are open."""
        return {}

    def parent(self, code: str) -> str | None:
        """Return the code under which this one is shown, None at the top."""
        return None

    def cell(self, codes: Values, numbers: Mapping[str, float]) -> Cell:
        """Return what a table says of a case: its codes in words, without those that stand above another."""
        above = set(map(self.parent, codes))
        return "; ".join(self.in_full(code) for code in codes if code not in above)

    def figures(self, codes: Values, numbers: Mapping[str, float], search: Search) -> str:
        """Return what figures of a case answer the choice, where a reader would ask for them."""
        return ""

    def ordered(self, counts: Counts) -> list[Counted]:
        """Return the codes that were counted as a reader expects them: the most frequent first."""
        return sorted(self._labelled(counts), key=lambda one: (-one.cases, one.label))

    def schema(self) -> dict[str, Any]:
        """Return the JSON schema of one value."""
        return {"type": "string"}

    def _labelled(self, counts: Counts) -> list[Counted]:
        return [Counted(code, self.name(code), count) for code, count in counts]

    def _refuse(self, raw: str, message: str) -> ParameterError:
        return ParameterError(self.key, raw, message)
