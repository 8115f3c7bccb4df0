"""A collection as a table to download."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from common.tables import Cell, Column, Table
from innovations.cards import CaseCard
from selections.collecting.queries import Kept
from selections.models import Collection


def collection_table(collection: Collection, kept: list[Kept], site: str) -> Table[Kept]:
    """Return the cases of a collection with their notes; ``site`` is the address of the site.

    A case that is no longer public says so, and nothing else but the note.
    """
    return Table(
        title=collection.name,
        columns=[
            Column(_("Name"), lambda row: row.card.name if row.card else _("is no longer published")),
            _of_card(_("Everyday title"), lambda card: card.plain_title),
            _of_card(_("Unit"), lambda card: card.unit),
            _of_card(_("Region"), lambda card: card.region),
            _of_card(_("Year"), lambda card: card.year or ""),
            _of_card(_("Status"), lambda card: card.status_label),
            _of_card(_("Strongest outcome"), _figure),
            _of_card(_("Cost"), lambda card: card.cost),
            _of_card(_("Units that copied it"), lambda card: card.copies),
            Column(_("Note"), lambda row: row.item.note),
            _of_card(_("Address"), lambda card: f"{site}{card.url}"),
        ],
        rows=kept,
    )


def _of_card(heading: str, value: Callable[[CaseCard], Cell]) -> Column[Kept]:
    return Column(heading, lambda row: value(row.card) if row.card else "")


def _figure(card: CaseCard) -> str:
    return f"{card.figure.indicator}: {card.figure.in_a_line}" if card.figure else ""
