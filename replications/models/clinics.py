"""Coaching clinics: events at which units learn a practice from those who have it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string

from replications.rules import Phase, phase_of
from units.time_zones import time_zone_of


class Clinic(models.Model):
    """An event with seats. ``sequence`` counts the changes, for calendars that hold it already."""

    host = models.ForeignKey("units.ServiceUnit", on_delete=models.PROTECT, related_name="clinics", editable=False)
    plan = models.ForeignKey(
        "replications.MentoringPlan",
        verbose_name=_("mentoring plan"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="clinics",
    )
    title = models.CharField(_("title"), max_length=150)
    about = models.TextField(_("what is learned, and what to bring"), max_length=3000)
    cases = models.ManyToManyField(
        "innovations.InnovationPage", verbose_name=_("practices"), related_name="clinics", blank=True
    )
    begins_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("venue"), max_length=255, blank=True)
    link = models.URLField(_("address of the online meeting"), blank=True)
    seats = models.PositiveSmallIntegerField(
        _("seats, one a unit"), validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    cancelled_reason = models.CharField(max_length=500, blank=True, editable=False)

    class Meta:
        verbose_name = _("coaching clinic")
        verbose_name_plural = _("coaching clinics")
        ordering = ["begins_at", "pk"]
        indexes = [models.Index(fields=["begins_at"], name="clinic_begins")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")),
                name="clinic_ends_after_it_begins",
                violation_error_message=_("The end lies before the beginning."),
            ),
            models.CheckConstraint(
                condition=~Q(place="", link=""),
                name="clinic_is_somewhere",
                violation_error_message=_("Give a place or the address of the online meeting."),
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="clinic_has_seats"),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone in which the clinic is announced: that of its host's region."""
        return time_zone_of(self.host.region_id)

    def phase(self, now: datetime) -> Phase:
        """Return where the clinic is in its time."""
        return phase_of(self.begins_at, self.ends_at, cancelled=bool(self.cancelled_reason), now=now)


class Registration(models.Model):
    """A unit takes part in a clinic, or waits for a seat: ``rules.seats_taken`` says which, by the order of the keys.

    ``attended`` is null until the host has said it.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="registrations", editable=False)
    unit = models.ForeignKey(
        "units.ServiceUnit", on_delete=models.PROTECT, related_name="clinic_registrations", editable=False
    )
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    registered_at = models.DateTimeField(editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    attended = models.BooleanField(_("was there"), null=True)
    rating = models.PositiveSmallIntegerField(
        _("how useful it was, from 1 (not) to 5 (very)"),
        null=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    feedback = models.TextField(_("what was useful, what was missing"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "unit"], condition=Q(withdrawn_at=None), name="clinic_registration_once"
            ),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__range=(1, 5), attended__isnull=False, attended=True),
                name="clinic_rated_by_who_was_there",
            ),
        ]

    def __str__(self) -> str:
        """Return the unit and the clinic."""
        return f"{self.unit} → {self.clinic}"


class ClinicMaterial(models.Model):
    """A document of a clinic, for everyone."""

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="materials", editable=False)
    title = models.CharField(_("title"), max_length=150)
    document = models.ForeignKey(
        get_document_model_string(), on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("material of a clinic")
        verbose_name_plural = _("materials of clinics")
        ordering = ["pk"]

    def __str__(self) -> str:
        """Return the title."""
        return self.title
