"""Cases with outcomes."""

import pytest

from search.indexer import rebuild
from tests.factories import CaseFactory
from tests.search.effects.builders import case_with, outcome


@pytest.fixture
def cases(db):
    case_with("Cepat", outcome("Waktu layanan", 180, 5, "external"), outcome("Antrean", 40, 30))
    case_with("Lumayan", outcome("Lama layanan", 60, 30, "self_reported"), outcome("Biaya", 100, 40, "external"))
    case_with("Terukur", outcome("Waktu layanan", None, 5))
    case_with("Luas", outcome("Cakupan", 40, 95, "internal", "higher", "persen"))
    CaseFactory(title="Tanpa angka")
    rebuild()
