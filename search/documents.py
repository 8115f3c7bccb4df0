"""What the index knows of a case: one frozen value, made by ``projection.py`` alone.

It turns into a canonical text, which every engine stores, and holds what shows a hit and
what explains it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, overload

_SENTENCE_ENDS = (".", "!", "?")
_LONGEST_PASSAGE = 280
_NOT_IN_JSON = ("version", "passages")


class Passage(NamedTuple):
    """A piece of running text, small enough to be shown with a hit."""

    field: str
    text: str


class Passages(Sequence[Passage]):
    """The passages of a case, kept as the lines that an engine stores.

    A result page reads one passage of the dozens of each hit: only that one is taken apart.
    """

    def __init__(self, passages: Iterable[Passage]) -> None:
        """Keep passages, whose texts hold no line break."""
        self._lines = [f"{passage.field}\t{passage.text}" for passage in passages]

    @classmethod
    def from_text(cls, text: str) -> "Passages":
        """Return the passages of ``to_text``."""
        passages = cls(())
        passages._lines = text.split("\n") if text else []
        return passages

    def to_text(self) -> str:
        """Return one line a passage: field, tabulator, text."""
        return "\n".join(self._lines)

    def __len__(self) -> int:
        """Return the number of passages."""
        return len(self._lines)

    def __iter__(self) -> Iterator[Passage]:
        """Yield the passages, quicker than one by one."""
        return (Passage(*line.split("\t", 1)) for line in self._lines)

    @overload
    def __getitem__(self, index: int) -> Passage: ...

    @overload
    def __getitem__(self, index: slice) -> list[Passage]: ...

    def __getitem__(self, index: int | slice) -> Passage | list[Passage]:
        """Return one passage, or several."""
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        field, _tab, text = self._lines[index].partition("\t")
        return Passage(field, text)

    def __eq__(self, other: object) -> bool:
        """Say whether the other has the same passages."""
        return isinstance(other, Passages) and self._lines == other._lines

    def __hash__(self) -> int:
        """Return a hash of the text."""
        return hash(self.to_text())


def split(field: str, text: str) -> list[Passage]:
    """Return a text's sentences as passages; an endless sentence is cut at a blank."""
    passages = []
    for sentence in _sentences(text):
        rest = sentence
        while len(rest) > _LONGEST_PASSAGE:
            cut = rest.rfind(" ", 1, _LONGEST_PASSAGE)
            cut = cut if cut > 0 else _LONGEST_PASSAGE
            passages.append(Passage(field, rest[:cut]))
            rest = rest[cut:].lstrip()
        passages.append(Passage(field, rest))
    return passages


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of each line with single blanks; plain replacing takes half the time of a pattern."""
    for line in text.split("\n"):
        marked = " ".join(line.split())
        for end in _SENTENCE_ENDS:
            marked = marked.replace(f"{end} ", f"{end}\n")
        yield from filter(None, marked.split("\n"))


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """A published case as the index has it.

    ``version`` is the number of the last outbox row that this state includes. Times
    are whole seconds since 1970; ``expires_at`` is None for a case that stays.
    ``confirmed_on`` is a partial date; from ``confirm_by`` on the unit has yet to confirm the
    case again, None where it need not. ``passages`` are summary, sections (by their keys), why
    it stopped or grew, and outcomes; ``numbers`` has only what is known. ``example`` says that
    the case is made up, and must show wherever its name does. ``outcome``, the strongest one,
    and ``award``, the first, are as in the case record: with them a hit is shown.
    """

    page_id: int
    record_id: str
    version: int
    url: str
    name: str
    spelled_out: str
    plain_title: str
    summary: str
    unit: str
    agency: str
    places: tuple[str, ...]
    tags: tuple[str, ...]
    labels: tuple[str, ...]
    awards: tuple[str, ...]
    passages: Passages
    facets: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, float]
    completeness: int
    published_at: int
    expires_at: int | None
    confirmed_on: str
    confirm_by: int | None
    example: bool
    outcome: Mapping[str, Any] | None
    award: Mapping[str, Any] | None

    def short_texts(self) -> dict[str, tuple[str, ...]]:
        """Return the texts that are not passages, by the field they are found in."""
        return {
            "name": (self.name, self.spelled_out),
            "plain_title": (self.plain_title,),
            "tags": self.tags,
            "labels": self.labels,
            "awards": self.awards,
            "unit": (self.unit, self.agency),
            "place": self.places,
        }

    def to_stored(self) -> str:
        """Return the document as text, its version left out: a line of canonical JSON, then a line a passage.

        The passages are nine tenths of it, and a hit shows one of them: they stay out of the JSON.
        """
        data = {key: getattr(self, key) for key in self.__slots__ if key not in _NOT_IN_JSON}
        line = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return f"{line}\n{self.passages.to_text()}"

    @classmethod
    def from_stored(cls, text: str, version: int) -> "CaseDocument":
        """Return the document that ``to_stored`` wrote. Raises ValueError for anything else."""
        line, _break, passages = text.partition("\n")
        try:
            data = json.loads(line)
            for key in ("places", "tags", "labels", "awards"):
                data[key] = tuple(data[key])
            data["facets"] = {key: tuple(codes) for key, codes in data["facets"].items()}
            return cls(version=version, passages=Passages.from_text(passages), **data)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError("This is not a stored case") from error
