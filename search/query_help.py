"""How a search can be written, by example; each of them finds something among the bundled cases."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Example:
    """A search as it is typed, and what it means."""

    text: str
    meaning: str | Promise

    @cached_property
    def url(self) -> str:
        """Return the address of the search."""
        return f"{reverse('search')}?{urlencode({'q': self.text})}"


EXAMPLES: Final = (
    Example('"satu pintu"', _("the words stand together, in this order")),
    Example("antrean -aplikasi", _("without a word; the minus also goes before everything below")),
    Example("unit:puskesmas", _("a word of the name of the unit or its agency")),
    Example('wilayah:"jawa timur"', _("a word of the region; several belong in quotation marks")),
    Example("tahun:2019..2022", _("years; also tahun:2019, tahun:2019.. and tahun:..2019")),
    Example("tag:lansia", _("a word of a tag")),
    Example('penghargaan:"top 99"', _("a word of an award")),
    Example("hasil:menit", _("a word of the outcomes in figures")),
)
