"""Who copied which of many cases: for lists and for search."""

from collections import Counter
from collections.abc import Collection

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest

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


def copied_cases(cases: Cases) -> Cases:
    """Return those of the visible ``cases`` that others copy: real ones first, then that with the newest copy.

    As everywhere, a copy is a replication that everyone may see, or a visible case that names its original.
    """
    named = cases.filter(replicates__isnull=False).order_by("-first_published_at")
    agreed = Replication.objects.filter(state__in=PUBLIC, agreed_at__isnull=False).order_by("-agreed_at")
    copied = cases.filter(
        Q(pk__in=named.order_by().values("replicates")) | Q(pk__in=agreed.order_by().values("case"))
    ).annotate(
        named_at=Subquery(named.filter(replicates=OuterRef("pk")).values("first_published_at")[:1]),
        agreed_at=Subquery(agreed.filter(case=OuterRef("pk")).values("agreed_at")[:1]),
    )
    # Where one is not known the other counts: a null would hide both.
    newest = Greatest(Coalesce("named_at", "agreed_at"), Coalesce("agreed_at", "named_at"))
    return copied.annotate(copied_at=newest).order_by("example", F("copied_at").desc(nulls_last=True), "-pk")


def attempts_by_case(originals: Collection[int], cases: Cases) -> dict[int, list[Attempt]]:
    """Return who tried to copy each of the originals, with what they measured: four queries.

    ``cases`` are the visible ones.
    """
    copies = copies_of(originals, cases)
    attempts = iter(attempts_of(copy for some in copies.values() for copy in some))
    return {original: [next(attempts) for _copy in some] for original, some in copies.items()}
