"""Reads of what people follow. Each says how many SQL queries it makes."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from common.models import User
from search.models import Follow


def follows_of(person: User) -> QuerySet[Follow]:
    """Return what the person follows."""
    return Follow.objects.filter(follower=person.pk)


def is_followed(person: User | AnonymousUser, kind: str, key: str) -> bool:
    """Say whether the person follows this: one query, none for who is not logged in."""
    return person.is_authenticated and follows_of(person).filter(kind=kind, key=key).exists()
