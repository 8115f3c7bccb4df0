"""Made-up content for the page that shows every component."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.paging import pager
from innovations.cards import CaseCard
from innovations.figures import outcome_chart, outcome_figure
from innovations.models import Outcome
from jipp.site.queries import province_tiles

COLOURS = ("paper", "ink", "ink-soft", "river", "river-tint", "gold", "red", "amber")
SPRITE = Path(settings.BASE_DIR) / "static" / "img" / "icons.svg"


@dataclass(frozen=True)
class Option:
    """One value of a facet."""

    value: str
    label: str
    count: int
    selected: bool = False
    children: tuple["Option", ...] = ()


@dataclass(frozen=True)
class Facet:
    """One facet."""

    key: str
    label: str
    open: bool
    chosen: int
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Chip:
    """One chosen filter."""

    group: str
    label: str
    url: str


class SampleForm(forms.Form):
    """Fields as they come, with help and with an error."""

    office = forms.CharField(label=gettext_lazy("Office to ask"), help_text=gettext_lazy("An office, not a person."))
    email = forms.EmailField(label=gettext_lazy("E-mail"))
    agreed = forms.BooleanField(label=gettext_lazy("The office agrees to be named."))
    about = forms.CharField(label=gettext_lazy("Summary"), widget=forms.Textarea(attrs={"rows": 3}), required=False)


def samples() -> dict[str, object]:
    """Return what the styleguide shows: one query, for the names of the provinces."""
    outcome = _outcome()
    form = SampleForm({"office": "Bidang Pelayanan", "email": "bukan alamat"})
    form.is_valid()
    return {
        "colours": COLOURS,
        "icons": re.findall(r'<symbol id="([a-z]+)"', SPRITE.read_text(encoding="utf-8")),
        "figure": outcome_figure(outcome),
        "chart": outcome_chart(outcome),
        "card": _card(outcome),
        "sparse_card": replace(_card(outcome), figure=None, cost="", copies=0, award="", summary="", status_label=""),
        "chips": [Chip(_("Sector"), "Kesehatan", "#"), Chip(_("Region"), "Jawa Timur", "#")],
        "facets": [_facet()],
        "pager": pager(5, 9, "?page={}".format),
        "form": form,
        "tiles": province_tiles({"35": 21, "16": 6, "33": 11, "92": 1, "64": 5, "73": 9}),
    }


def _outcome() -> Outcome:
    return Outcome(
        indicator="Waktu tunggu surat keterangan",
        unit="menit",
        better="lower",
        baseline=Decimal(180),
        baseline_on="2018",
        value=Decimal(5),
        value_max=Decimal(7),
        value_on="2019-06",
        evidence=Outcome.Evidence.INTERNAL,
    )


def _card(outcome: Outcome) -> CaseCard:
    return CaseCard(
        pk=0,
        url="#",
        name="CONTOH CEPAT",
        plain_title="Surat keterangan selesai sambil menunggu",
        summary="Warga menunggu lima sampai tujuh menit; dulu tiga jam.",
        unit="Kelurahan Contoh",
        region="Kota Palembang",
        year=2019,
        status="continues",
        status_label=_("Continues"),
        example=True,
        award="KIPP (Sinovik) Top 99 2019",
        figure=outcome_figure(outcome),
        cost=_("Under Rp 10 million"),
        copies=2,
        confirmed_on="2025-10",
        overdue=True,
    )


def _facet() -> Facet:
    cities = (Option("35.78", "Kota Surabaya", 9, selected=True), Option("35.10", "Kabupaten Banyuwangi", 8))
    regions = (Option("35", "Jawa Timur", 21, children=cities), Option("16", "Sumatera Selatan", 6))
    return Facet("region", _("Region"), open=True, chosen=1, options=regions)
