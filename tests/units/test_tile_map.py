"""Every province has one tile of its own, and counts are drawn so that they can be compared."""

import pytest

from units.models import Region
from units.tile_map import PLACES, province_names, step_of, tiles


@pytest.mark.django_db
def test_the_map_has_exactly_the_provinces() -> None:
    assert set(PLACES) == set(Region.objects.filter(parent=None).values_list("code", flat=True))


def test_no_two_provinces_share_a_place() -> None:
    places = [(column, row) for _, column, row in PLACES.values()]
    assert len(set(places)) == len(places)
    assert all(1 <= column <= 12 and 1 <= row <= 7 for column, row in places)


@pytest.mark.parametrize(
    ("count", "largest", "step"),
    [(0, 30, "none"), (1, 30, "few"), (10, 30, "few"), (11, 30, "some"), (20, 30, "some"), (21, 30, "many")],
)
def test_steps_are_thirds_of_the_largest(count: int, largest: int, step: str) -> None:
    assert step_of(count, largest) == step


@pytest.mark.django_db
def test_tiles_come_row_by_row_with_official_names_and_lead_somewhere() -> None:
    shown = tiles({"35": 21}, province_names(), "{}: {}".format, "?wilayah={}".format)
    assert [(tile.row, tile.column) for tile in shown] == sorted((tile.row, tile.column) for tile in shown)
    east_java = next(tile for tile in shown if tile.code == "35")
    assert (east_java.name, east_java.short, east_java.count, east_java.step) == ("Jawa Timur", "Jatim", 21, "many")
    assert (east_java.label, east_java.url) == ("Jawa Timur: 21", "?wilayah=35")
