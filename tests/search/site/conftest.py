"""Three cases that differ in what can be filtered."""

import pytest

from innovations.models import Award, InnovationPage, Outcome
from search.indexer import rebuild
from tests.factories import AgencyFactory, CaseFactory, UnitFactory
from units.models import Region


@pytest.fixture(scope="module")
def _cases(module_index):
    unit = UnitFactory(name="Puskesmas Melati", type="community_health_centre")
    first = CaseFactory(
        title="Payjem",
        plain_title="Penjemputan pasien dari rumah",
        unit=unit,
        summary="Perawat menjemput pasien lansia.",
        section_how_it_works="Tim berkeliling setiap hari.",
        started_on="2019",
        status="continues",
        connectivity="none",
        cost_setup_idr=5_000_000,
    )
    first.sectors = ["health"]
    first.service_modes = ["outreach", "mobile"]
    first.sdgs = ["3"]
    first.awards = [Award(scheme="kipp", rank="Top 99", year=2020)]
    first.outcomes = [Outcome(indicator="Waktu tunggu", unit="menit", better="lower", baseline=180, value=5)]
    second = CaseFactory(title="Sapa Sehat", plain_title="Pemeriksaan keliling", unit=unit, seen_on="2021-03")
    second.sectors = ["health", "social"]
    agency = AgencyFactory(region=Region.objects.get(code="35.01"))
    third = CaseFactory(title="Perahu Pintar", plain_title="Sekolah terapung", unit=UnitFactory(agency=agency))
    third.sectors = ["education"]
    for case in (first, second, third):
        case.save_revision().publish()
    rebuild()
    return first, second, third


@pytest.fixture
def cases(_cases, indexed):
    """Two health cases of Palembang and one on schools, a boat and no figures."""
    return tuple(InnovationPage.objects.get(pk=case.pk) for case in _cases)
