"""Where relatives stand when a lineage is drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replications.rules import Node, layout


@st.composite
def forests(draw):
    """Nodes of which each comes from an earlier one or from none, in any order."""
    size = draw(st.integers(0, 20))
    parents = [draw(st.none() | st.integers(0, key - 1)) if key else None for key in range(size)]
    nodes = [Node(key, parent, draw(st.integers(1, 3))) for key, parent in enumerate(parents)]
    return draw(st.permutations(nodes))


@given(forests())
def test_every_node_stands_once_under_its_original_and_over_nobody(nodes):
    tree = layout(nodes)
    boxes = {box.key: box for box in tree.boxes}
    assert sorted(boxes) == sorted(node.key for node in nodes)
    assert len(tree.boxes) == len(nodes)
    for above, below in zip(tree.boxes, tree.boxes[1:], strict=False):
        assert above.y + above.height < below.y
    assert tree.height == (tree.boxes[-1].y + tree.boxes[-1].height if nodes else 0)
    for node in nodes:
        if node.parent is not None:
            assert boxes[node.key].y > boxes[node.parent].y
            assert boxes[node.key].generation == boxes[node.parent].generation + 1


@given(forests())
def test_every_line_leads_from_an_original_to_its_copy(nodes):
    tree = layout(nodes)
    marks = {(box.mark_x, box.mark_y): box.key for box in tree.boxes}
    drawn = {(marks[line.right, line.bottom], marks[line.x, line.top]) for line in tree.lines}
    assert drawn == {(node.key, node.parent) for node in nodes if node.parent is not None}


@given(forests())
def test_what_lies_between_an_original_and_its_copy_came_of_the_original(nodes):
    boxes = layout(nodes).boxes
    parents = {node.key: node.parent for node in nodes}
    for place, box in enumerate(boxes):
        following = next((later for later in boxes[place + 1 :] if later.generation <= box.generation), None)
        assert following is None or parents[following.key] != box.key


def test_copies_stand_in_the_order_in_which_they_are_given():
    nodes = [Node("a", None, 2), Node("b", "a", 1), Node("c", "a", 1), Node("d", "b", 3)]
    assert [(box.key, box.generation, box.y) for box in layout(nodes).boxes] == [
        ("a", 0, 0),
        ("b", 1, 54),
        ("d", 2, 88),
        ("c", 1, 162),
    ]


@pytest.mark.parametrize(
    "nodes",
    [
        [Node("a", "b", 1), Node("b", "a", 1)],
        [Node("a", "a", 1)],
        [Node("a", None, 1), Node("b", "c", 1), Node("c", "d", 1), Node("d", "b", 1)],
        [Node("a", "nobody", 1)],
        [Node("a", None, 1), Node("a", None, 1)],
        [Node("a", None, 1), Node("a", "a", 1)],
    ],
)
def test_a_circle_is_refused(nodes):
    with pytest.raises(ValueError, match="a way up"):
        layout(nodes)
