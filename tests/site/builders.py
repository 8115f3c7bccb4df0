"""A case that has everything, for tests of public pages."""

from decimal import Decimal
from typing import Any

from innovations.models import Award, CaseFile, CasePicture, InnovationPage, Outcome, Source
from innovations.models.sections import SECTION_KEYS
from tests.factories import AttachmentFactory, CaseFactory, PictureFactory, UnitFactory
from units.models import ServiceUnit

PARAGRAPHS = "\n\n".join(["Petugas mendatangi warga di rumah dengan perahu pada hari pasar. " * 6] * 2)


def full_case(unit: ServiceUnit | None = None, **kwargs: Any) -> InnovationPage:
    """Return a live case with every section, outcome, award, source, picture and document filled."""
    unit = unit or UnitFactory()
    sections = {f"section_{key}": PARAGRAPHS for key in SECTION_KEYS}
    case = CaseFactory(
        unit=unit,
        **{
            "title": "SAMPAN AKTA",
            "spelled_out": "Sambangi Pulau, Antar Akta",
            "plain_title": "Perahu perekaman KTP-el",
            "started_on": "2019-03",
            "confirmed_on": "2026-05",
            "status": "grown",
            "status_reason": "Bertambah satu perahu.",
            "digital": True,
            "connectivity": "none",
            "cost_setup_idr": 412_000_000,
            "cost_yearly_idr": 286_000_000,
            "staff_needed": Decimal(7),
            "contact_office": "Bidang Pelayanan",
            "contact_email": "layanan@contoh.example",
            "video_url": "https://contoh.example/video",
        }
        | sections
        | kwargs,
    )
    case.outcomes = [
        outcome(evidence="internal"),
        outcome(indicator="Pulau", unit="pulau", better="higher", baseline=0, value=23),
    ]
    case.awards = [Award(scheme="kipp", year=2019, rank="Top 99")]
    case.sources = [Source(title="Laporan", url="https://contoh.example/laporan", kind="official")]
    case.pictures = [CasePicture(image=PictureFactory(collection=unit.collection), title="Perahu", alt="Perahu putih")]
    case.documents = [CaseFile(document=AttachmentFactory(collection=unit.collection), title="SOP")]
    case.sectors = ["civil_registration"]
    case.service_modes = ["outreach", "mobile"]
    case.beneficiaries = ["remote"]
    case.save_revision().publish()
    return InnovationPage.objects.get(pk=case.pk)


def outcome(**kwargs: Any) -> Outcome:
    """Return a waiting time that fell from 180 to 5–7 minutes, or what ``kwargs`` make of it."""
    figures = {"baseline": 180, "value": 5, "value_max": None if "value" in kwargs else 7} | kwargs
    for name in ("baseline", "baseline_max", "value", "value_max"):
        if figures.get(name) is not None:
            figures[name] = Decimal(str(figures[name]))
    return Outcome(**{"indicator": "Waktu tunggu", "unit": "menit", "better": "lower"} | figures)
