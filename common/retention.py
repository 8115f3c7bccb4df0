"""How long the addresses of people who wrote without an account are kept (Law 27/2022 on personal data)."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

# The answer may need a second letter; after that there is no use for the address,
# nor after a year in which nobody answered.
_KEPT: Final = timedelta(days=180)
_UNANSWERED_KEPT: Final = timedelta(days=365)


def past_use(now: datetime, *, asked: str, answered: str) -> Q:
    """Return the condition that an address is of no more use, by the names of the moments of question and answer."""
    in_vain = Q(**{f"{answered}__isnull": True, f"{asked}__lt": now - _UNANSWERED_KEPT})
    return Q(**{f"{answered}__lt": now - _KEPT}) | in_vain
