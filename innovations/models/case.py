"""The case page."""

import datetime
import uuid
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page

from common.choices import Connectivity
from common.fields import PartialDateField
from innovations import rules
from innovations.models.parts import FILES
from innovations.models.sections import CaseSections
from innovations.models.taxonomy import Beneficiary, Goal, Sector, ServiceMode, Tag
from units.models import UnitPage

RECORD_ID = RegexValidator(r"\A[A-Za-z0-9._-]{1,64}\Z", _("Use 1 to 64 letters, digits, dots, hyphens or underscores."))


def new_record_id() -> str:
    """Return the record id of a case that is made here."""
    return f"jipp-{uuid.uuid4().hex[:16]}"


class InnovationPage(CaseSections, Page):
    """One innovation of one unit. ``title`` is the official name.

    A draft may be incomplete: only what must be true of drafts too is a
    constraint. What a case needs before it is submitted is in ``rules``.
    """

    class Stage(models.TextChoices):
        """How far it has come."""

        INITIATIVE = "initiative", _("Initiative")
        TRIAL = "trial", _("Trial")
        IMPLEMENTATION = "implementation", _("Implementation")

    class Status(models.TextChoices):
        """Whether it still runs."""

        CONTINUES = "continues", _("Continues")
        GROWN = "grown", _("Has grown")
        STOPPED = "stopped", _("Has stopped")
        UNKNOWN = "unknown", _("Not known")

    record_id = models.CharField(
        _("record id"), max_length=64, unique=True, default=new_record_id, editable=False, validators=[RECORD_ID]
    )
    unit = models.ForeignKey(
        "units.ServiceUnit", verbose_name=_("unit"), editable=False, on_delete=models.PROTECT, related_name="cases"
    )
    spelled_out = models.CharField(_("what the name stands for"), max_length=255, blank=True)
    plain_title = models.CharField(_("everyday title"), max_length=255)
    summary = models.TextField(_("summary"), blank=True)

    started_on = PartialDateField(_("started on"))
    seen_on = PartialDateField(_("first seen at work on"))
    confirmed_on = PartialDateField(_("last confirmed on"))
    stage = models.CharField(_("stage"), max_length=16, choices=Stage.choices, blank=True)
    status = models.CharField(_("status"), max_length=16, choices=Status.choices, blank=True)
    status_reason = models.TextField(_("why it stopped or grew"), blank=True)

    sectors = ParentalManyToManyField(Sector, verbose_name=_("sectors"), blank=True, related_name="cases")
    sdgs = ParentalManyToManyField(Goal, verbose_name=_("SDGs"), blank=True, related_name="cases")
    service_modes = ParentalManyToManyField(
        ServiceMode, verbose_name=_("service modes"), blank=True, related_name="cases"
    )
    beneficiaries = ParentalManyToManyField(
        Beneficiary, verbose_name=_("beneficiaries"), blank=True, related_name="cases"
    )
    tags = ParentalManyToManyField(Tag, verbose_name=_("tags"), blank=True, related_name="cases")

    digital = models.BooleanField(_("needs software to run"), null=True, blank=True)
    connectivity = models.CharField(_("connectivity needed"), max_length=16, choices=Connectivity.choices, blank=True)
    cost_setup_idr = models.PositiveBigIntegerField(_("cost to set up (rupiah)"), null=True, blank=True)
    cost_yearly_idr = models.PositiveBigIntegerField(_("cost a year (rupiah)"), null=True, blank=True)
    cost_funding = models.CharField(_("source of funds"), max_length=255, blank=True)
    cost_note = models.TextField(_("note on cost"), blank=True)
    staff_needed = models.DecimalField(
        _("people needed to run it"), max_digits=8, decimal_places=2, null=True, blank=True
    )

    replicates = models.ForeignKey(
        "self",
        verbose_name=_("copy of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replicated_by",
    )
    contact_office = models.CharField(_("office to ask"), max_length=255, blank=True)
    contact_phone = models.CharField(_("phone of the office"), max_length=40, blank=True)
    contact_email = models.EmailField(_("e-mail of the office"), blank=True)
    contact_url = models.URLField(_("website of the office"), max_length=500, blank=True)
    video_url = models.URLField(_("video"), max_length=500, blank=True)
    example = models.BooleanField(_("made up for demonstration"), default=False, editable=False)

    parent_page_types: ClassVar[list[str]] = ["units.UnitPage"]
    subpage_types: ClassVar[list[str]] = []
    exclude_fields_in_copy: ClassVar[list[str]] = ["record_id", "imported_record", "contributions"]
    template = "innovations/case.html"
    search_auto_update = False  # the CMS's boxes ask the database itself: no index of Wagtail's is to be kept

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        # To look for a word in the titles without reading the texts that lie beside them.
        indexes = [models.Index(fields=["plain_title"], name="case_plain_title")]
        constraints = [
            models.CheckConstraint(
                name="case_does_not_copy_itself",
                condition=~models.Q(replicates=models.F("page_ptr")) | models.Q(replicates=None),
            ),
        ]

    @property
    def confirmed_until(self) -> datetime.date | None:
        """Return the last day on which the case counts as confirmed, see ``rules.confirmed_until``."""
        published = self.first_published_at and timezone.localdate(self.first_published_at)
        return rules.confirmed_until(self.status, self.confirmed_on, published)

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> "InnovationPage":
        """Leave out rows whose file is gone: modelcluster fails on a missing row that is protected."""
        if check_fks:
            data = data | {part: _with_file(data.get(part, []), *FILES[part]) for part in FILES}
        page: InnovationPage = super().from_serializable_data(data, check_fks, strict_fks)
        return page

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the public page shows of the case."""
        from innovations.queries import case_context

        return super().get_context(request, *args, **kwargs) | case_context(self, request)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take from the place in the tree which unit it is, and that a made-up unit's case is made up."""
        if self.path:
            place = UnitPage.objects.filter(path=self._get_basepath(self.path, self.depth - 1))
            self.unit_id, of_example = place.values_list("unit_id", "unit__example").get()
            self.example = self.example or of_example
        super().save(*args, **kwargs)


def _with_file(rows: list[dict[str, Any]], field: str, model: type[models.Model]) -> list[dict[str, Any]]:
    there = model._default_manager.in_bulk([row[field] for row in rows])
    return [row for row in rows if row[field] in there]
