"""A reader, and one of everything that can be followed."""

from dataclasses import dataclass, field

import pytest
from django.utils import timezone

from common.models import User
from innovations.models import InnovationPage, Tag
from search.following.actions import follow
from search.models import Follow
from tests.factories import CaseFactory, UnitFactory, UserFactory
from units.models import ServiceUnit

SEARCH = "q=perahu&sector=health"


@dataclass
class Shelf:
    """A case of a unit, with a tag and a sector, and somebody who may follow them."""

    person: User
    unit: ServiceUnit
    tag: Tag
    case: InnovationPage = field(init=False)

    def keys(self) -> dict[Follow.Kind, str]:
        return {
            Follow.Kind.CASE: str(self.case.pk),
            Follow.Kind.UNIT: str(self.unit.pk),
            Follow.Kind.TAG: self.tag.key,
            Follow.Kind.SECTOR: "health",
            Follow.Kind.SEARCH: SEARCH,
        }

    def follow_all(self) -> list[Follow]:
        """Let the person follow one of each kind."""
        for kind, key in self.keys().items():
            follow(self.person, kind, key, timezone.now())
        return list(Follow.objects.all())

    def add_case(self, **fields: object) -> InnovationPage:
        """Publish another case like the first."""
        case = CaseFactory(unit=self.unit, **fields)
        case.tags, case.sectors = [self.tag], ["health"]
        case.save_revision().publish()
        return InnovationPage.objects.get(pk=case.pk)


@pytest.fixture
def shelf() -> Shelf:
    unit, tag = UnitFactory(name="Puskesmas Pulau"), Tag.objects.create(name="Perahu Sehat")
    shelf = Shelf(UserFactory(), unit, tag)
    shelf.case = shelf.add_case(title="Perahu Sehat")
    return shelf
