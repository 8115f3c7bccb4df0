"""The tree of a lineage in words: what the template draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from django.utils.translation import gettext as _

from replications.lineage.family import Family
from replications.lineage.rows import Row
from replications.rules import Box, Line, Node, layout

# What a phone shows beside the mark, less for each generation; names are in bold letters.
_LETTERS: Final = 36
_LETTERS_OF_NAME: Final = 30
_LETTERS_OF_INDENT: Final = 3


@dataclass(frozen=True)
class Text:
    """A line of text and where it stands; ``is_name`` for those that say who it is."""

    words: str
    is_name: bool
    y: int = 0


@dataclass(frozen=True)
class Drawn:
    """One in the drawing: its place, its text, and whether it is the case at hand."""

    box: Box[str]
    texts: list[Text]
    here: bool


@dataclass(frozen=True)
class Drawing:
    """The lineage as a tree; ``description`` says the same in words."""

    drawn: list[Drawn]
    lines: list[Line]
    height: int
    description: str


def drawing_of(family: Family, rows: Mapping[str, Row]) -> Drawing:
    """Return the tree of a family, whose rows are given by key."""
    nodes: list[Node[str]] = []
    texts: dict[str, list[Text]] = {}
    generations: dict[str | None, int] = {None: -1}
    for relative in family.relatives:
        key = relative.copy.key
        generations[key] = generations[relative.parent] + 1
        texts[key] = _texts(rows[key], generations[key] * _LETTERS_OF_INDENT)
        nodes.append(Node(key, relative.parent, len(texts[key])))
    for relative in family.relatives:
        if relative.more:
            key = f"more-{relative.copy.key}"
            texts[key] = [Text(_("… and %s more") % relative.more, is_name=False)]
            nodes.append(Node(key, relative.copy.key, 1))
    tree = layout(nodes)
    return Drawing(
        drawn=[_drawn(box, texts[box.key], here=box.key == family.here) for box in tree.boxes],
        lines=tree.lines,
        height=tree.height,
        description="; ".join(" ".join(text.words for text in texts[box.key]) for box in tree.boxes),
    )


def _texts(row: Row, indent: int) -> list[Text]:
    """Return the lines of a relative: who it is, how far it came, and its figure where that can be compared."""
    name = f"{row.unit} [{_('Example')}]" if row.example else row.unit
    said = [row.state, _in_figures(row)] if row.comparable else [row.state]
    return [
        *(Text(words, is_name=True) for words in wrap(name, _LETTERS_OF_NAME - indent)),
        *(Text(words, is_name=False) for one in said for words in wrap(one, _LETTERS - indent)),
    ]


def _in_figures(row: Row) -> str:
    """Return «180 → 5 menit, turun 97 %»; empty without a figure."""
    if row.figure is None:
        return ""
    ends = " → ".join(filter(None, (row.figure.before, row.figure.after)))
    return ", ".join(filter(None, (f"{ends} {row.figure.measure}", row.figure.change)))


def _drawn(box: Box[str], texts: list[Text], *, here: bool) -> Drawn:
    return Drawn(box, [Text(text.words, text.is_name, box.baseline(line)) for line, text in enumerate(texts)], here)
