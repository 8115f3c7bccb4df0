"""Model fields that several rooms use."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from common import partial_dates


def validate_partial_date(value: str) -> None:
    """Raise ValidationError unless ``value`` is a year, a month or a day."""
    try:
        partial_dates.parse(value)
    except ValueError as error:
        raise ValidationError(
            _("“%(value)s” is not a date. Write a year (2019), a month (2019-06) or a day (2019-06-27)."),
            code="partial_date",
            params={"value": value},
        ) from error


class PartialDateField(models.CharField):
    """A date no more precise than what is known, as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Blank means that the date is not known. Text of this form sorts as dates do.
    """

    default_validators = [validate_partial_date]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fix the length; blank is allowed, because what is unknown stays unknown."""
        kwargs["max_length"] = 10
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
