"""Form fields for what officials type: figures with a comma, rupiah with dots, free tags."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from innovations.models import Tag
from innovations.tags import tag_key

_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?\Z")
MAX_TAGS = 20
MAX_TAG_LENGTH = 80


def plain_number(text: str) -> str:
    """Return a number typed the Indonesian way as Python writes it.

    «1.916» and «1.916,5» have dots between thousands, «48,6» a decimal comma.
    A dot that cannot stand between thousands is a decimal point: «48.6», «0.125».
    """
    text = re.sub(r"\s", "", text)
    if _GROUPED.match(text):
        text = text.replace(".", "")
    return text.replace(",", ".")


class FigureField(forms.DecimalField):
    """A measured figure, shown with a decimal comma and without trailing zeros."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("“%(value)s” is not a number. Write digits with a comma, for example 48,6."),
    }

    def to_python(self, value: Any) -> Any:
        """Return the figure; None where nothing was typed. Raises ValidationError for anything but a number."""
        if value in self.empty_values:
            return None
        try:
            return super().to_python(plain_number(str(value)))
        except ValidationError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": value}) from error

    def prepare_value(self, value: Any) -> Any:
        """Return the figure as it is shown in the box; typed text as it was typed."""
        if isinstance(value, Decimal):
            return format(value.normalize(), "f").replace(".", ",")
        return value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out min, max and step: they belong to a number box, which refuses a comma."""
        return {}


class RupiahField(forms.IntegerField):
    """Whole rupiah; «Rp 412.000.000» and 412000000 are the same."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("“%(value)s” is not an amount in whole rupiah. Write digits only, for example 412000000."),
    }

    def to_python(self, value: Any) -> int | None:
        """Return whole rupiah; None where nothing was typed. Raises ValidationError for anything else."""
        if value in self.empty_values:
            return None
        text = plain_number(re.sub(r"(?i)^\s*(rp|idr)\.?", "", str(value)).removesuffix(",-"))
        try:
            return super().to_python(text)
        except ValidationError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": value}) from error

    def prepare_value(self, value: Any) -> Any:
        """Return the amount with dots between thousands; typed text as it was typed."""
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out min and max: they belong to a number box, which refuses dots."""
        return {}


class TagsField(forms.CharField):
    """Free tags as text with commas; the value is a list of ``Tag``.

    One spelling a tag: what compares equal to a known tag becomes that tag, with the
    spelling that was used first.
    """

    def clean(self, value: Any) -> list[Tag]:
        """Return the tags, new ones made; raises ValidationError for too many or too long ones."""
        names = split_tags(super().clean(value))
        if len(names) > MAX_TAGS:
            raise ValidationError(
                _("There are %(count)s tags; at most %(most)s help to find a case. Keep the ones people search by."),
                params={"count": len(names), "most": MAX_TAGS},
            )
        for name in names.values():
            if len(name) > MAX_TAG_LENGTH:
                raise ValidationError(
                    _("The tag “%(tag)s” is longer than %(most)s characters. Put commas between tags."),
                    params={"tag": name, "most": MAX_TAG_LENGTH},
                )
        return [Tag.objects.get_or_create(key=key, defaults={"name": name})[0] for key, name in names.items()]

    def prepare_value(self, value: Any) -> Any:
        """Return the tags as text with commas; typed text as it was typed."""
        if value is None or isinstance(value, str):
            return value
        return ", ".join(_names(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare as tags: another spelling or order of the same tags is no change."""
        before = split_tags(initial if isinstance(initial, str) else ", ".join(_names(initial or [])))
        return set(before) != set(split_tags(data or ""))


def split_tags(text: str) -> dict[str, str]:
    """Return the spellings in a text with commas by their key, each key once.

    What has no letter or digit is left out.
    """
    names: dict[str, str] = {}
    for part in re.split(r"[,;\n]", text):
        name = " ".join(part.split())
        if key := tag_key(name):
            names.setdefault(key, name)
    return names


def _names(tags: Iterable[Any]) -> list[str]:
    found = list(tags)
    if all(isinstance(tag, Tag) for tag in found):
        return [tag.name for tag in found]
    return list(Tag.objects.filter(pk__in=found).values_list("name", flat=True))
