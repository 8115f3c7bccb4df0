"""Why somebody keeps away from an entry, and who acts instead, in words."""

from django.utils.translation import gettext as _

from common.models import User
from selections.choices import CONFLICTS
from selections.entries.conflicts import secretariat_conflicts
from selections.entries.hands import deciders_for
from selections.models import Entry
from selections.rules.conflicts import Conflict
from selections.rules.phases import Phase


def secretariat_words(user: User, entry: Entry) -> str:
    """Return why a person of the secretariat must not decide about an entry, and who may; blank where nothing does.

    Two queries, for somebody with a conflict of interest five more.
    """
    conflict = secretariat_conflicts(entry, [user.pk]).get(user.pk)
    if conflict is None:
        return ""
    others = deciders_for(entry)
    if others:
        instead = _("It is for others of the secretariat: %(people)s.") % {"people": ", ".join(map(str, others))}
    elif entry.round.agency_id is None or entry.round.phase != Phase.CHECK:
        instead = _("Nobody of the secretariat is free of one. Invite somebody who is, in the team of the round.")
    else:
        instead = _(
            "Nobody of the secretariat is free of one. Give the address of this page to a network moderator, who"
            " decides in your stead, or invite somebody to the secretariat."
        )
    return f"{conflict_words(conflict)} {instead}"


def panel_words(conflict: Conflict) -> str:
    """Return why a panellist says nothing of an entry."""
    instead = _("The others of the panel decide about it.")
    return f"{conflict_words(conflict)} {instead}"


def conflict_words(conflict: Conflict) -> str:
    """Return that a person has a conflict of interest, and of which kind."""
    return _("You have a conflict of interest with this entry: %(reason)s.") % {"reason": CONFLICTS[conflict]}
