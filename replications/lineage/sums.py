"""Who copied which of many cases: for lists and for search."""

from collections import Counter
from collections.abc import Collection

from replications.lineage.attempts import attempts_of
from replications.lineage.copies import Cases, copies_of
from replications.models import Replication
from replications.rules import PUBLIC, Attempt


def units_that_copied(originals: Collection[int], cases: Cases) -> Counter[int]:
    """Return how many units copied each of the originals: one query. ``cases`` are the visible ones.

    A unit counts once, whether it tells so in a replication, in a case of its own or in both.
    """
    public = Replication.objects.filter(case__in=originals, state__in=PUBLIC).order_by().values_list("case", "unit")
    named = cases.filter(replicates__in=originals).order_by().values_list("replicates", "unit")
    # A union leaves out what is in both.
    return Counter(original for original, _unit in public.union(named))


def attempts_by_case(originals: Collection[int], cases: Cases) -> dict[int, list[Attempt]]:
    """Return who tried to copy each of the originals, with what they measured: four queries.

    ``cases`` are the visible ones.
    """
    copies = copies_of(originals, cases)
    attempts = iter(attempts_of(copy for some in copies.values() for copy in some))
    return {original: [next(attempts) for _copy in some] for original, some in copies.items()}
