"""The rulebook that the other tests of the room begin with lacks nothing, and is kept word for word."""

from django.utils import timezone

from selections.rules.lacking import lacking
from selections.rules.rulebook_json import read
from tests.selections.rulebooks import rulebook


def test_the_rules_of_the_tests_are_complete():
    assert lacking(read(rulebook(timezone.now()))) == []
