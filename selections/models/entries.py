"""A case that a unit enters in a round, and what the secretariat found."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selections.choices import CHECKS, ENTRY_STATES, OUTCOMES
from selections.rules.checks import Check, Found
from selections.rules.entries import EntryState


class Entry(models.Model):
    """A case in a round: its record, pinned, and the unit's own answers.

    ``record`` is the case record as canonical JSON and ``record_sha256`` its hash: a revision can be
    overwritten in place, this text can't without being found out. ``number`` is what stands for the
    entry where its unit is hidden. ``version`` counts changes, so that of two people who write at
    once the second is told.
    """

    round = models.ForeignKey("selections.SelectionRound", on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField(_("number"), editable=False)
    case = models.ForeignKey("innovations.InnovationPage", on_delete=models.PROTECT, related_name="entries")
    unit = models.ForeignKey("units.ServiceUnit", on_delete=models.PROTECT, related_name="entries")
    group = models.CharField(_("group"), max_length=32)
    category = models.CharField(_("category"), max_length=32, blank=True)
    title = models.CharField(_("title"), max_length=255)
    answers = models.JSONField(default=dict, editable=False)
    record = models.TextField(editable=False)
    record_sha256 = models.CharField(max_length=64, editable=False)
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    pinned_at = models.DateTimeField(editable=False)
    state = models.CharField(_("state"), max_length=16, choices=ENTRY_STATES, default=EntryState.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(_("submitted at"), null=True, editable=False)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="entry_number_once"),
            models.UniqueConstraint(
                fields=["round", "case"], condition=~Q(state=EntryState.WITHDRAWN), name="case_enters_a_round_once"
            ),
            models.CheckConstraint(condition=Q(state__in=sorted(EntryState)), name="entry_in_a_known_state"),
        ]

    def __str__(self) -> str:
        """Return number and title."""
        return f"{self.number:04} {self.title}"


class InvitedUnit(models.Model):
    """A unit that the secretariat invites to a group that is by invitation."""

    round = models.ForeignKey("selections.SelectionRound", on_delete=models.PROTECT, related_name="invited_units")
    group = models.CharField(_("group"), max_length=32)
    unit = models.ForeignKey(
        "units.ServiceUnit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="round_invitations"
    )
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("invited at"), auto_now_add=True)

    class Meta:
        verbose_name = _("invited unit")
        verbose_name_plural = _("invited units")
        ordering = ["group", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "group", "unit"], name="unit_invited_once")]

    def __str__(self) -> str:
        """Return the unit."""
        return str(self.unit)


class EntryPaper(models.Model):
    """What is attached to an entry: a file, or an address."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="papers")
    paper = models.CharField(max_length=32)
    document = models.ForeignKey("common.Attachment", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    url = models.URLField(_("address"), blank=True)

    class Meta:
        verbose_name = _("attachment of an entry")
        verbose_name_plural = _("attachments of entries")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "paper"], name="entry_paper_once")]

    def __str__(self) -> str:
        """Return which paper it is."""
        return f"{self.entry}: {self.paper}"


class CheckFinding(models.Model):
    """What one check of the administrative selection found, and what a person decided about it.

    ``found`` is what the rule says, with ``facts`` for its words; ``decided`` overrides it, with a reason.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="findings")
    check_code = models.CharField(_("check"), max_length=16, choices=CHECKS)
    found = models.CharField(max_length=8, choices=OUTCOMES)
    facts = models.JSONField(default=dict)
    decided = models.CharField(_("decision"), max_length=8, choices=OUTCOMES, blank=True)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "check_code"], name="check_once"),
            models.CheckConstraint(condition=Q(check_code__in=sorted(Check)), name="check_is_known"),
            models.CheckConstraint(condition=Q(decided="") | ~Q(reason=""), name="override_has_a_reason"),
        ]

    def __str__(self) -> str:
        """Return check and outcome."""
        return f"{self.check_code}: {self.outcome}"

    @property
    def outcome(self) -> Found:
        """Return what counts: what a person decided, else what the rule found."""
        return Found(self.decided or self.found)


class Objection(models.Model):
    """An objection to the check of an entry or to a list that was published, with its answer."""

    round = models.ForeignKey("selections.SelectionRound", on_delete=models.PROTECT, related_name="objections")
    entry = models.ForeignKey(Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="objections")
    cut = models.CharField(max_length=32, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.ServiceUnit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("objection"), max_length=5000)
    at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(_("answer"), max_length=5000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["at"]

    def __str__(self) -> str:
        """Return what is objected to."""
        return f"{self.round}: {self.entry or self.cut}"
