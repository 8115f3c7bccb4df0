"""What the index is told of a case besides its texts."""

import pytest

from search.projection import project
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("means", "found_by"),
    [
        ({"connectivity": "none"}, {"tanpa internet", "tanpa sinyal"}),
        ({"connectivity": "always", "digital": True}, set()),
        ({"digital": False}, {"tanpa aplikasi"}),
        ({"digital": None}, set()),
    ],
)
def test_a_case_is_labelled_with_what_it_does_without(means, found_by):
    [projected] = project([CaseFactory(**means).pk])
    labels = ", ".join(projected.document.labels)
    assert {words for words in ("tanpa internet", "tanpa sinyal", "tanpa aplikasi") if words in labels} == found_by
