"""The table of a benchmark: a row for what was asked, a column for who answered.

Figures may be kept in a file, so that runs on several databases make one table.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final

_ROW_WIDTH: Final = 34
_COLUMN_WIDTH: Final = 17


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured: at how many cases, of what, of whom, and as it is shown."""

    cases: int
    row: str
    column: str
    text: str


def load(file: Path | None) -> list[Figure]:
    """Return the figures that a file has; none where there is no file."""
    if file is None or not file.exists():
        return []
    return [Figure(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def keep(figures: Iterable[Figure], file: Path) -> None:
    """Write the figures to a file."""
    lines = (json.dumps(asdict(figure), ensure_ascii=False) for figure in figures)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def table(figures: Iterable[Figure], cases: int) -> Iterator[str]:
    """Yield the lines of the table for one size."""
    at_size = [figure for figure in figures if figure.cases == cases]
    columns = list(dict.fromkeys(figure.column for figure in at_size))
    texts = {(figure.row, figure.column): figure.text for figure in at_size}
    titles = [f"{cases} cases", "p50 / p95 in milliseconds", ""]
    for title, names in zip(
        titles, zip_longest(*(column.split(", ") for column in columns), fillvalue=""), strict=False
    ):
        yield title.ljust(_ROW_WIDTH) + _cells(names)
    for row in dict.fromkeys(figure.row for figure in at_size):
        yield row.ljust(_ROW_WIDTH) + _cells(texts.get((row, column), "–") for column in columns)


def _cells(texts: Iterable[str]) -> str:
    return "".join(text.rjust(_COLUMN_WIDTH) for text in texts)
