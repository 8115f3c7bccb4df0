"""Cases for the contract of the engines, and what tests do with an engine again and again."""

from search.documents import CaseDocument
from search.engines.base import Engine, Range, SearchResult, Upsert
from tests.search.builders import document

ONE, TWO = {"sector": ("health",)}, {"sector": ("education", "health"), "region": ("16", "16.71")}

COST = "cost"
UP_TO_50, FROM_50, OPEN = Range(COST, highest=50), Range(COST, lowest=50), Range(COST, 0.5, 49.99)

SHELF = [
    document(
        1,
        "Roda Dukcapil",
        facets={"year": ("2019",)},
        text="Petugas berkeliling dengan mobil. KTP elektronik selesai di tempat.",
    ),
    document(
        2,
        "Perahu Pintar",
        facets={"year": ("2021",)},
        plain_title="Sekolah keliling dengan perahu",
        text="Guru berlayar ke pulau.",
    ),
    document(3, "Satu Pintu", summary="Layanan satu pintu tanpa antre.", tags=("perizinan",)),
    document(4, "Pintu Rezeki", text="Satu loket, lalu pintu lain lagi. Antre dua jam."),
    document(
        5,
        "Puskesmas Sapa",
        labels=("Lansia",),
        awards=("KIPP Top 99 2020",),
        unit="Puskesmas Kenanga",
        places=("Kota Palembang",),
    ),
]


def put(engine: Engine, *documents: CaseDocument) -> None:
    engine.apply([Upsert(one) for one in documents])


def names(result: SearchResult) -> list[str]:
    return [hit.document.name for hit in result.hits]


def pages(result: SearchResult) -> set[int]:
    return {hit.document.page_id for hit in result.hits}
