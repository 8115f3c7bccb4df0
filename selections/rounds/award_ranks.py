"""Whether any award that is known here has the ranks that a round's rules limit: a rank is free text."""

from django.db.models import Count
from django.utils.translation import gettext as _

from innovations.models import Award
from innovations.rules.awards import folded
from selections.models import Placement, SelectionRound
from selections.rules.ranks import unknown_ranks

_NAMED = 10


def known_ranks(scheme: str) -> list[str]:
    """Return the ranks of a scheme's awards, those that most cases have first, each in one spelling: two queries."""
    told = Award.objects.filter(scheme=scheme, page__live=True).exclude(rank="").order_by()
    given = Placement.objects.filter(entry__round__scheme=scheme).order_by()
    counted = [
        *told.values_list("rank").annotate(cases=Count("page")),
        *given.values_list("name").annotate(cases=Count("pk")),
    ]
    spellings: dict[str, str] = {}
    for rank, _cases in sorted(counted, key=lambda one: -one[1]):
        spellings.setdefault(folded(rank), rank)
    return list(spellings.values())


def doubtful_ranks(selection_round: SelectionRound) -> str:
    """Return in words which limits of awards name a rank that no award has; blank for none. Two queries."""
    known = known_ranks(selection_round.scheme)
    unknown = unknown_ranks(selection_round.rulebook.groups, known)
    if not unknown:
        return ""
    return _("%(unknown)s. Known ranks: %(known)s.") % {
        "unknown": ", ".join(f"“{one.rank}” ({one.group})" for one in unknown),
        "known": ", ".join(known[:_NAMED]) or _("none"),
    }
