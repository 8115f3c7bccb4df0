"""The tile map of the provinces: each of the 38 the same size, roughly where it lies.

A map drawn to scale hides Jakarta and shouts Papua; equal tiles let counts be
compared. Places are columns 1–12 from west to east and rows 1–7 from north to
south; the short names are the ones that officials use.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from units.models import Region

PLACES: dict[str, tuple[str, int, int]] = {
    "11": ("Aceh", 1, 1),
    "12": ("Sumut", 2, 2),
    "13": ("Sumbar", 2, 3),
    "14": ("Riau", 3, 3),
    "15": ("Jambi", 3, 4),
    "16": ("Sumsel", 3, 5),
    "17": ("Bengkulu", 2, 4),
    "18": ("Lampung", 4, 5),
    "19": ("Babel", 4, 4),
    "21": ("Kepri", 4, 2),
    "31": ("Jakarta", 4, 6),
    "32": ("Jabar", 5, 6),
    "33": ("Jateng", 6, 6),
    "34": ("DIY", 6, 7),
    "35": ("Jatim", 7, 6),
    "36": ("Banten", 3, 6),
    "51": ("Bali", 8, 6),
    "52": ("NTB", 9, 6),
    "53": ("NTT", 10, 6),
    "61": ("Kalbar", 5, 2),
    "62": ("Kalteng", 5, 3),
    "63": ("Kalsel", 6, 3),
    "64": ("Kaltim", 6, 2),
    "65": ("Kaltara", 6, 1),
    "71": ("Sulut", 8, 1),
    "72": ("Sulteng", 7, 2),
    "73": ("Sulsel", 7, 4),
    "74": ("Sultra", 8, 3),
    "75": ("Gorontalo", 7, 1),
    "76": ("Sulbar", 7, 3),
    "81": ("Maluku", 9, 3),
    "82": ("Malut", 9, 2),
    "91": ("Papua", 12, 2),
    "92": ("Pabar", 11, 2),
    "93": ("Pasel", 12, 4),
    "94": ("Pateng", 11, 3),
    "95": ("Papeg", 12, 3),
    "96": ("PBD", 10, 2),
}


@dataclass(frozen=True)
class Tile:
    """One province on the map. ``step`` is ``none``, ``few``, ``some`` or ``many``; ``label`` says it in words."""

    code: str
    name: str
    short: str
    column: int
    row: int
    count: int
    step: str
    label: str
    url: str


def step_of(count: int, largest: int) -> str:
    """Return how full a tile is drawn: thirds of the largest count, and ``none`` for zero."""
    if count == 0:
        return "none"
    if count * 3 <= largest:
        return "few"
    return "some" if count * 3 <= largest * 2 else "many"


def tiles(
    counts: Mapping[str, int],
    names: Mapping[str, str],
    label: Callable[[str, int], str],
    address: Callable[[str], str],
) -> list[Tile]:
    """Return the tiles in reading order, row by row.

    ``counts`` and ``names`` are by province code; a province without a count has none. ``label``
    says in words what a name and a count mean, ``address`` where a code leads.
    """
    largest = max(counts.values(), default=0)
    found = [
        Tile(
            code=code,
            name=names[code],
            short=short,
            column=column,
            row=row,
            count=counts.get(code, 0),
            step=step_of(counts.get(code, 0), largest),
            label=label(names[code], counts.get(code, 0)),
            url=address(code),
        )
        for code, (short, column, row) in PLACES.items()
    ]
    return sorted(found, key=lambda tile: (tile.row, tile.column))


def province_names() -> dict[str, str]:
    """Return the official names of the provinces by code: one query."""
    return dict(Region.objects.filter(parent=None).values_list("code", "name"))
