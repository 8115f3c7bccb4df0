"""People of one unit, and a case of theirs that is ready to be submitted."""

import pytest

from tests.factories import MemberFactory, UnitFactory
from tests.innovations.editing import ready_case


@pytest.fixture
def unit(db):
    return UnitFactory()


@pytest.fixture
def author(unit):
    return MemberFactory(unit=unit, role="contributor").user


@pytest.fixture
def verifier(unit):
    return MemberFactory(unit=unit, role="verifier").user


@pytest.fixture
def moderator(db):
    return MemberFactory(role="moderator").user


@pytest.fixture
def case(unit, author):
    return ready_case(unit, owner=author)
