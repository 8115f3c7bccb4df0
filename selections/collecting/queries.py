"""Reads of collections."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from common.models import User
from innovations.cards import CaseCard
from innovations.queries import cards_by_key, public_keys
from selections.models import CollectedCase, Collection


@dataclass(frozen=True)
class Kept:
    """One case of a collection; no card where it is no longer public."""

    item: CollectedCase
    card: CaseCard | None


def own_collections(person: User | AnonymousUser) -> QuerySet[Collection]:
    """Return the person's collections."""
    return Collection.objects.filter(owner=person.pk)


def counted(collections: QuerySet[Collection]) -> QuerySet[Collection]:
    """Return the collections with how many cases each has, and their owners: one query."""
    return collections.annotate(cases=Count("items")).select_related("owner", "shared_with_unit", "shared_with_round")


def kept_cases(collection: Collection, now: datetime, request: HttpRequest | None = None) -> list[Kept]:
    """Return the cases of a collection in its order: nine queries however many there are."""
    items = list(collection.items.all())
    public = public_keys([item.case_id for item in items if item.case_id], now)
    cards = cards_by_key(public, request)
    return [Kept(item, cards.get(item.case_id or 0)) for item in items]


def items_with(person: User, case: int) -> QuerySet[CollectedCase]:
    """Return where the person keeps a case: one query."""
    return CollectedCase.objects.filter(collection__owner=person, case=case).select_related("collection")
