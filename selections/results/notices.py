"""Telling the units that a list is published. The readers' language is not known: it is in Indonesian."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from common.actions import Notice, notify_all
from common.models import User
from selections.models import Entry, Freeze
from units.letters import link_to
from units.models import Role, ServiceUnit
from units.queries import current_memberships


def tell_units(freeze: Freeze, name: str, numbers: Collection[int]) -> None:
    """Tell the people of each entry's unit, once, where they read how it did.

    Three queries and a few for each thousand people: a list is about thousands of entries.
    """
    entries = Entry.objects.filter(round=freeze.round_id, number__in=numbers).select_related("unit")
    judged = list(entries.only("number", "title", "unit__agency"))
    people = _people_of({entry.unit_id: entry.unit for entry in judged}.values())
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("%(round)s: %(list)s is published") % {"round": freeze.round, "list": name}
        body = _(
            "%(list)s of %(round)s is published. How your entry «%(entry)s» did, with scores and comments: %(link)s"
        )
        notify_all(
            Notice(
                person,
                f"list-{freeze.pk}-{entry.pk}-{person.pk}",
                subject,
                body % {"list": name, "round": freeze.round, "entry": entry.title, "link": address},
                address,
            )
            for entry in judged
            for address in [link_to("selection_feedback", entry.pk)]
            for person in people[entry.unit_id]
        )


def _people_of(units: Iterable[ServiceUnit]) -> dict[int, list[User]]:
    """Return by unit its members; where it has none, the local admins of its agency: two queries."""
    wanted = list(units)
    held = current_memberships().select_related("user").order_by("started_at")
    members: defaultdict[int | None, list[User]] = defaultdict(list)
    for member in held.filter(unit__in=wanted):
        members[member.unit_id].append(member.user)
    admins: defaultdict[int | None, list[User]] = defaultdict(list)
    for admin in held.filter(role=Role.LOCAL_ADMIN, agency__in={unit.agency_id for unit in wanted} - {None}):
        admins[admin.agency_id].append(admin.user)
    return {unit.pk: members[unit.pk] or admins[unit.agency_id] for unit in wanted}
