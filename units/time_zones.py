"""The three zones of Indonesian time, by province (Keppres 41/1987 and the provinces made since)."""

from typing import Final
from zoneinfo import ZoneInfo

from units.models.regions import PROVINCE_CODE_LENGTH

WIB: Final = ZoneInfo("Asia/Jakarta")
WITA: Final = ZoneInfo("Asia/Makassar")
WIT: Final = ZoneInfo("Asia/Jayapura")

# Bali, both Nusa Tenggara, Kalimantan Selatan, Timur and Utara, all of Sulawesi.
_CENTRAL: Final = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
# Maluku, Maluku Utara and the provinces of Papua.
_EASTERN: Final = frozenset({"81", "82", "91", "92", "93", "94", "95", "96"})


def time_zone_of(region: str | None) -> ZoneInfo:
    """Return the zone of a region by its code; of an unknown one that of the capital."""
    province = (region or "")[:PROVINCE_CODE_LENGTH]
    if province in _CENTRAL:
        return WITA
    return WIT if province in _EASTERN else WIB
