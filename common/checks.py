"""Checks of the data, run by ``manage.py check --database default`` and by ``migrate``."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import DatabaseError

from common.demo import DEMO_DOMAIN
from common.models import User


def no_demo_accounts(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Report demo accounts where examples are not allowed: they cannot log in, but they do not belong there."""
    if settings.DEMO_ALLOWED or not databases:
        return []
    try:
        count = User.objects.filter(email__iendswith=f"@{DEMO_DOMAIN}").count()
    except DatabaseError:  # the tables are not there yet
        return []
    if count == 0:
        return []
    message = f"The database has {count} demo accounts, which must not exist outside development."
    return [Error(message, hint="Run: manage.py remove_demo", id="jipp.E001")]
