"""Results of a search as a table to download: its columns come from the registry of facets."""

from collections.abc import Iterable
from functools import partial
from typing import Final

from django.utils.translation import gettext as _

from common.tables import Cell, Column, Table
from search.documents import CaseDocument
from search.facets import FACETS
from search.facets.base import Facet

MOST_ROWS: Final = 5_000


def table_of(cases: Iterable[CaseDocument], site: str) -> Table[CaseDocument]:
    """Return the cases as a table that keeps id and name in sight. ``site`` is the address of the site."""
    return Table(_("Innovations"), _columns(site), cases, frozen=2)


def _columns(site: str) -> list[Column[CaseDocument]]:
    """Return the columns: what a case is and where, then each facet."""
    own: list[Column[CaseDocument]] = [
        Column(_("Record id"), lambda case: case.record_id),
        Column(_("Name"), lambda case: case.name),
        Column(_("Everyday title"), lambda case: case.plain_title),
        Column(_("Made up for demonstration"), lambda case: _("yes") if case.example else ""),
        Column(_("Unit"), lambda case: case.unit),
        Column(_("Address"), lambda case: f"{site}{case.url}"),
    ]
    facets = [facet for facet in FACETS if not facet.is_personal]
    return own + [Column(str(facet.heading), partial(_of_facet, facet)) for facet in facets]


def _of_facet(facet: Facet, case: CaseDocument) -> Cell:
    return facet.cell(case.facets[facet.key], case.numbers)
