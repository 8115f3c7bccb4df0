"""One unit's copy of another unit's case, from the first interest to its own results."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.fields import PartialDateField
from replications.choices import SIDES, STATES
from replications.rules import ENDED, Proposal, Side, State

_REACHED = {State.ACCEPTED: "accepted_at", State.AGREED: "agreed_at", State.ACHIEVED: "achieved_at"}


class Replication(models.Model):
    """A unit copies a case. What the two units agreed and how it goes hangs on it.

    ``version`` counts the steps: who acts says which version they saw, so that of two people
    who act at once one wins and the other is told. The history is in the event log; the dates
    here are those of the first time that a state was reached, and of the present end.
    """

    class Obstacle(models.TextChoices):
        """What stood in the way, for sums over many copies; the words are in ``went_wrong``."""

        BUDGET = "budget", _("Not enough money")
        STAFF = "staff", _("Not enough people")
        SKILLS = "skills", _("Skills were missing")
        RULES = "rules", _("Regulations did not fit")
        LEADERSHIP = "leadership", _("Changes or doubts in the leadership")
        CONNECTION = "connection", _("Connection or electricity")
        SOFTWARE = "software", _("Software or devices")
        PARTNERS = "partners", _("Partners did not take part")
        ACCEPTANCE = "acceptance", _("People did not take it up")
        TERRAIN = "terrain", _("Distance, sea or weather")

    case = models.ForeignKey(
        "innovations.InnovationPage",
        verbose_name=_("innovation"),
        on_delete=models.PROTECT,
        related_name="replications",
    )
    unit = models.ForeignKey(
        "units.ServiceUnit", verbose_name=_("unit that copies"), on_delete=models.PROTECT, related_name="replications"
    )
    state = models.CharField(_("state"), max_length=16, choices=STATES)
    version = models.PositiveIntegerField(default=0, editable=False)

    need = models.TextField(_("what your unit needs it for"), max_length=2000)
    means = models.TextField(_("what your unit can put into it"), max_length=2000, blank=True)
    wished_on = PartialDateField(_("when you would like to begin"))

    proposed_side = models.CharField(max_length=8, choices=SIDES, blank=True, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    expressed_at = models.DateTimeField(_("interest shown"), editable=False)
    waiting_since = models.DateTimeField(editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    agreed_at = models.DateTimeField(null=True, editable=False)
    started_on = models.DateField(_("started on"), null=True, blank=True)
    achieved_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    changed = models.TextField(_("what was changed, and why"), max_length=5000, blank=True)
    went_wrong = models.TextField(_("what went wrong"), max_length=5000, blank=True)
    obstacles = models.JSONField(_("obstacles"), default=list, blank=True)
    own_case = models.OneToOneField(
        "innovations.InnovationPage",
        verbose_name=_("case of its own"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="grown_from",
    )

    clinic = models.ForeignKey(
        "replications.Clinic",
        verbose_name=_("came of the clinic"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replications",
    )

    class Meta:
        verbose_name = _("replication")
        verbose_name_plural = _("replications")
        ordering = ["-expressed_at"]
        indexes = [models.Index(fields=["state", "waiting_since"], name="replication_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "unit"],
                condition=~Q(state__in=sorted(ENDED)),
                name="replication_runs_once",
            ),
            models.CheckConstraint(condition=Q(state__in=sorted(State)), name="replication_in_a_known_state"),
            models.CheckConstraint(
                condition=~Q(state=State.PROPOSED) | Q(proposed_by__isnull=False, proposed_side__in=sorted(Side)),
                name="replication_proposed_by_someone",
            ),
        ]

    def __str__(self) -> str:
        """Return the case and the unit that copies it."""
        return f"{self.case} → {self.unit}"

    def enter(self, state: State, at: datetime) -> None:
        """Take on a state, and note when; the first time counts for how long the way there took."""
        self.state = state
        self.version += 1
        self.waiting_since = at
        self.ended_at = at if state in ENDED else None
        reached = _REACHED.get(state)
        if reached and getattr(self, reached) is None:
            setattr(self, reached, at)

    @property
    def proposal(self) -> Proposal | None:
        """Return who wrote the agreement that waits for the other side."""
        if not self.proposed_side or self.proposed_by_id is None:
            return None
        return Proposal(Side(self.proposed_side), self.proposed_by_id)
