"""What people do about their collections. It is not logged: what is private concerns nobody else."""

from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from common.models import User
from selections.collecting.errors import CollectionError
from selections.models import CollectedCase, Collection

MOST_COLLECTIONS: Final = 50
MOST_CASES: Final = 100
"""Cases in one collection: a page shows them all."""


@transaction.atomic
def open_collection(person: User, name: str) -> Collection:
    """Return the person's collection of this name, made anew where there is none; raises as ``store_collection``."""
    _hold_owner(person.pk)
    found = person.collections.filter(name=name).first()
    return found or store_collection(Collection(owner=person, name=name))


@transaction.atomic
def store_collection(collection: Collection) -> Collection:
    """Store a collection as its owner has filled it; raises CollectionError for one too many."""
    owner = _hold_owner(collection.owner_id)
    if collection.pk is None and owner.collections.count() >= MOST_COLLECTIONS:
        raise CollectionError(_("You have %d collections already. Delete one of them first.") % MOST_COLLECTIONS)
    collection.save()
    return collection


@transaction.atomic
def add_cases(collection: Collection, cases: Sequence[int]) -> int:
    """Put public cases (their keys) at the end of a collection, each once; return how many are new.

    Raises CollectionError where they do not fit in.
    """
    items = _hold(collection).items
    there = set(items.filter(case__in=cases).values_list("case", flat=True))
    new = [case for case in cases if case not in there]
    if items.count() + len(new) > MOST_CASES:
        raise CollectionError(
            _("«%(collection)s» holds %(most)d cases at most. Remove some, or use another collection.")
            % {"collection": collection, "most": MOST_CASES}
        )
    last = items.aggregate(last=Max("position"))["last"] or 0
    CollectedCase.objects.bulk_create(
        CollectedCase(collection=collection, case_id=case, position=place) for place, case in enumerate(new, last + 1)
    )
    return len(new)


@transaction.atomic
def move_case(item: CollectedCase, *, up: bool) -> None:
    """Let a case change places with the one above or below it; at the end it stays."""
    items = _hold(item.collection).items.order_by("position")
    item.refresh_from_db(fields=["position"])
    beyond = items.filter(position__lt=item.position).last() if up else items.filter(position__gt=item.position).first()
    if beyond is not None:
        _exchange(item, beyond)


def _exchange(one: CollectedCase, other: CollectedCase) -> None:
    one.position, other.position = other.position, one.position
    CollectedCase.objects.bulk_update([one, other], ["position"])


def _hold_owner(person: int) -> User:
    """Lock whose collections are counted and named, for the same reason as ``_hold``."""
    return User.objects.select_for_update().get(pk=person)


def _hold(collection: Collection) -> Collection:
    """Lock a collection, so that two presses at once do not count alike."""
    return Collection.objects.select_for_update().get(pk=collection.pk)
