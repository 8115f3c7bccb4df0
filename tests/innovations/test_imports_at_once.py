"""Two imports of the same record at the same moment."""

import pytest

from innovations.models import InnovationPage
from tests.innovations.records import import_all, record
from tests.together import together
from units.models import ServiceUnit


@pytest.mark.django_db(transaction=True)
def test_the_second_import_finds_what_the_first_has_made():
    reports = together(lambda: import_all(record()), lambda: import_all(record()))
    assert sorted((report.created, report.unchanged) for report in reports) == [(0, 1), (1, 0)]
    assert InnovationPage.objects.count() == ServiceUnit.objects.count() == 1
