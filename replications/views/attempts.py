"""Trying an act whose refusal the person should read."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import HttpRequest

from replications.errors import ReplicationError

Done = TypeVar("Done")


def attempt(request: HttpRequest, act: Callable[[], Done]) -> Done | None:
    """Return what an act returns; None where it was refused, with the reason as a message."""
    try:
        return act()
    except ReplicationError as error:
        messages.error(request, str(error))
        return None
