"""A round: one year's selection by one organiser."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from innovations.models import Award
from selections.choices import PHASES
from selections.rules.phases import Phase
from selections.rules.rulebook import Cut, Rulebook
from selections.rules.rulebook_json import read
from selections.rules.ties import lot_fingerprint


class RoundQuerySet(models.QuerySet["SelectionRound"]):
    """Rounds, with the one way to hold one."""

    def hold(self, **which: Any) -> "SelectionRound":
        """Return a round that nobody else acts in until the transaction ends: acts come one after the other."""
        return self.select_for_update(of=("self",)).get(**which)


class SelectionRound(models.Model):
    """A round with its rules as data. ``cut`` is the list that it works on, counted from 0.

    ``IDENTITY`` is how it is called, what a copy begins with and a draft changes.
    ``version`` counts the steps and amendments: of two people who act at once one wins and the other
    is told. The history is in the event log.
    """

    IDENTITY: ClassVar = ("name", "year", "organiser", "scheme", "legal_basis")

    name = models.CharField(_("name"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"))
    organiser = models.CharField(_("organiser"), max_length=200)
    agency = models.ForeignKey(
        "units.Agency",
        verbose_name=_("agency"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rounds",
        help_text=_("Only units of this agency take part, and its local admins are the secretariat. Blank: all."),
    )
    scheme = models.CharField(_("scheme"), max_length=16, choices=Award.Scheme.choices, default=Award.Scheme.OTHER)
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    copied_from = models.ForeignKey("self", null=True, editable=False, on_delete=models.SET_NULL, related_name="+")
    rules = models.JSONField(default=dict, editable=False)
    phase = models.CharField(_("phase"), max_length=16, choices=PHASES, default=Phase.DRAFT, editable=False)
    cut = models.PositiveSmallIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    lot_seed = models.CharField(_("seed of the lot"), max_length=64, blank=True, editable=False)
    example = models.BooleanField(default=False, editable=False)

    objects = RoundQuerySet.as_manager()

    _read: tuple[Any, Rulebook] | None = None

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["-year", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(phase__in=sorted(Phase)), name="round_in_a_known_phase"),
        ]

    def __str__(self) -> str:
        """Return name and year."""
        return f"{self.name} {self.year}"

    @property
    def rulebook(self) -> Rulebook:
        """Return the rules, read once: ``rules`` are replaced as a whole and never changed in place."""
        if self._read is None or self._read[0] is not self.rules:
            self._read = (self.rules, read(self.rules))
        return self._read[1]

    @property
    def lot_fingerprint(self) -> str:
        """Return what everyone may know of the seed from the opening on; blank before."""
        return lot_fingerprint(self.lot_seed) if self.lot_seed else ""

    @property
    def present_cut(self) -> Cut:
        """Return the cut that the round works on; raises IndexError before a rulebook has any."""
        return self.rulebook.cuts[self.cut]
