"""Acts that can be refused, and trying one whose refusal the person should read."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

Done = TypeVar("Done")


class RefusedError(Exception):
    """Something that the person can put right or must know; its text names the thing and the way out."""


def understood(request: HttpRequest, form: BaseForm) -> bool:
    """Say whether what was sent can be read; where it can't, messages say why: the page that follows shows no form."""
    for name, errors in form.errors.items():
        label = form[name].label if name in form.fields else ""
        for error in errors:
            messages.error(request, f"{label}: {error}" if label else str(error))
    return form.is_valid()


def attempt(request: HttpRequest, act: Callable[[], Done]) -> Done | None:
    """Return what an act returns; None where it was refused, with the reason as a message."""
    try:
        return act()
    except RefusedError as error:
        messages.error(request, str(error))
        return None
