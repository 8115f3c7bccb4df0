"""Where the relatives of a case stand when its lineage is drawn.

Each has a row of its own under its original and over what comes after, moved in by its
generation: so nothing overlaps however names and figures turn out, and it fits a phone.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

INDENT: Final = 26
LINE_HEIGHT: Final = 20
GAP: Final = 14
_MARK: Final = 10

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Node(Generic[Key]):
    """One to be drawn: its key, that of the one from which it came, and how many lines of text it has."""

    key: Key
    parent: Key | None
    lines: int


@dataclass(frozen=True)
class Box(Generic[Key]):
    """The place of a node, in pixels; it reaches to the right edge. ``mark_x`` and ``mark_y`` are its mark's middle."""

    key: Key
    generation: int
    x: int
    y: int
    height: int

    @property
    def mark_x(self) -> int:
        """Return the middle of its mark from the left."""
        return self.x + _MARK

    @property
    def mark_y(self) -> int:
        """Return the middle of its mark, beside the first line, from the top."""
        return self.y + LINE_HEIGHT // 2

    @property
    def text_x(self) -> int:
        """Return where its text begins."""
        return self.x + INDENT

    def baseline(self, line: int) -> int:
        """Return where a line of its text stands, from 0."""
        return self.y + line * LINE_HEIGHT + LINE_HEIGHT * 3 // 4


@dataclass(frozen=True)
class Line:
    """From the mark of an original down, then right to the mark of what came of it."""

    x: int
    top: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Tree(Generic[Key]):
    """Boxes from top to bottom, and the lines between them."""

    boxes: list[Box[Key]]
    lines: list[Line]
    height: int


def layout(nodes: Sequence[Node[Key]]) -> Tree[Key]:
    """Return the tree of the nodes; those of one parent stand in the order in which they are given.

    Raises ValueError where a key is given twice or a node does not come from one without a parent:
    a lineage has no circle.
    """
    boxes: dict[Key, Box[Key]] = {}
    lines, y = [], 0
    for node, generation in _walk(nodes):
        box = Box(node.key, generation, generation * INDENT, y, node.lines * LINE_HEIGHT)
        if node.parent is not None:
            above = boxes[node.parent]
            lines.append(Line(above.mark_x, above.mark_y, box.mark_y, box.mark_x))
        boxes[node.key] = box
        y += box.height + GAP
    if len(boxes) != len(nodes):
        raise ValueError("Every node needs a key of its own and a way up to one without a parent")
    return Tree(list(boxes.values()), lines, max(0, y - GAP))


def _walk(nodes: Iterable[Node[Key]]) -> Iterator[tuple[Node[Key], int]]:
    """Yield each node with its generation, an original before what came of it."""
    children: defaultdict[Key | None, list[Node[Key]]] = defaultdict(list)
    for node in nodes:
        children[node.parent].append(node)
    waiting = [(node, 0) for node in reversed(children[None])]
    while waiting:
        node, generation = waiting.pop()
        yield node, generation
        # Taken away, so that a key that is given twice does not lead on twice.
        waiting += [(child, generation + 1) for child in reversed(children.pop(node.key, []))]
