"""Every province has the time that its clocks show."""

import pytest
from django.utils import timezone

from units.models import Region
from units.time_zones import WIB, WIT, WITA, time_zone_of

NAMES = {
    WITA: {
        *("Bali", "Nusa Tenggara Barat", "Nusa Tenggara Timur"),
        *("Kalimantan Selatan", "Kalimantan Timur", "Kalimantan Utara"),
        *("Sulawesi Utara", "Sulawesi Tengah", "Sulawesi Selatan", "Sulawesi Tenggara", "Gorontalo", "Sulawesi Barat"),
    },
    WIT: {
        *("Maluku", "Maluku Utara", "Papua", "Papua Barat", "Papua Selatan", "Papua Tengah"),
        *("Papua Pegunungan", "Papua Barat Daya"),
    },
}


@pytest.mark.django_db
def test_every_province_has_its_own():
    found = {WIB: set(), WITA: set(), WIT: set()}
    for province in Region.objects.filter(level=Region.Level.PROVINCE):
        found[time_zone_of(province.code)].add(province.name)
    assert {zone: found[zone] for zone in NAMES} == NAMES
    assert len(found[WIB]) == 38 - 12 - 8
    assert {"Kalimantan Barat", "Kalimantan Tengah", "Jawa Timur"} < found[WIB]


@pytest.mark.parametrize(
    ("region", "name"),
    [("16.71", "WIB"), ("73.71", "WITA"), ("91.71", "WIT"), ("62", "WIB"), (None, "WIB"), ("", "WIB"), ("99", "WIB")],
)
def test_a_regency_has_that_of_its_province_and_an_unknown_one_the_capitals(region, name):
    assert timezone.localtime(timezone=time_zone_of(region)).tzname() == name
