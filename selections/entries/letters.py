"""The letters about entries. The reader's language is not known: they are in Indonesian."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.actions import notify
from common.models import User
from selections.entries.hands import stand_ins_for
from selections.entries.queries import local_admins_for, secretariat_of
from selections.models import Entry, Objection
from selections.rules.entries import EntryStep
from units.letters import link_to
from units.queries import answerers_for

_TO_ADMINS = frozenset({EntryStep.PROPOSE, EntryStep.WITHDRAW})
_TO_SECRETARIAT = frozenset({EntryStep.MEND})


def tell_of_step(entry: Entry, step: EntryStep, actor: User, note: str) -> None:
    """Tell who has the entry now, or whose it is; nobody is told of the own act.

    What is submitted is told to the unit: the secretariat has a list of the thousands.
    """
    if step in _TO_ADMINS:
        people = local_admins_for(entry.unit)
    elif step in _TO_SECRETARIAT:
        people = _secretariat_for(entry)
    else:
        people = answerers_for(entry.unit)
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("%(round)s: %(entry)s – %(state)s") % {
            "round": entry.round,
            "entry": entry,
            "state": entry.get_state_display(),
        }
        said = "\n\n".join(filter(None, (note, _by_when(entry, step))))
        _tell(people, actor, f"entry-{entry.pk}-{entry.version}", subject, said, entry)


def _by_when(entry: Entry, step: EntryStep) -> str:
    """Return until when a unit can do something against what was said; blank where nothing is to be done."""
    dates = entry.round.rulebook.dates
    if step is EntryStep.REJECT and dates.objections_until is not None:
        words, until = _("You may object until %(until)s."), dates.objections_until
    elif step is EntryStep.ASK_TO_MEND and dates.mending_until is not None:
        words, until = _("You may mend it until %(until)s."), dates.mending_until
    else:
        return ""
    return words % {"until": date_format(timezone.localtime(until), "j F Y, H.i T")}


def tell_of_objection(objection: Objection, entry: Entry, actor: User) -> None:
    """Tell who decides about the entry that its unit objects to the check."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("%(round)s: objection to the check of %(entry)s") % {"round": entry.round, "entry": entry}
        people = _secretariat_for(entry)
        _tell(people, actor, f"objection-{objection.pk}", subject, objection.text, entry)


def tell_of_answer(objection: Objection, entry: Entry, actor: User) -> None:
    """Tell the unit what the secretariat answers."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("%(round)s: answer to the objection about %(entry)s") % {"round": entry.round, "entry": entry}
        people = answerers_for(entry.unit)
        _tell(people, actor, f"objection-{objection.pk}-answer", subject, objection.answer, entry)


def _secretariat_for(entry: Entry) -> list[User]:
    """Return who of the secretariat hears of an entry, and which moderators decide about it where nobody there may."""
    return [*secretariat_of(entry.round), *stand_ins_for(entry)]


def _tell(people: Iterable[User], actor: User, key: str, subject: str, said: str, entry: Entry) -> None:
    address = link_to("entry", entry.pk)
    body = "\n\n".join(filter(None, (subject, said, _("See: %s") % address)))
    for person in people:
        if person.pk != actor.pk:
            notify(person, f"{key}-{person.pk}", subject=subject, body=body, address=address)
