"""What the index is told of a case besides its texts."""

import pytest

from search.projection import project
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db

ASKED_FOR = ("tanpa internet", "tanpa sinyal", "tanpa aplikasi", "murah")


@pytest.mark.parametrize(
    ("means", "found_by"),
    [
        ({"connectivity": "none"}, {"tanpa internet", "tanpa sinyal"}),
        ({"connectivity": "always", "digital": True}, set()),
        ({"digital": False}, {"tanpa aplikasi"}),
        ({"digital": None}, set()),
        ({"cost_setup_idr": 5_000_000}, {"murah"}),
        ({"cost_setup_idr": 50_000_000}, set()),
    ],
)
def test_a_case_is_labelled_with_what_it_does_without(means, found_by):
    [projected] = project([CaseFactory(**means).pk])
    labels = ", ".join(projected.document.labels)
    assert {words for words in ASKED_FOR if words in labels} == found_by
