"""What two units agree before one copies the other."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string


class Agreement(models.Model):
    """The terms of a replication. Contacts are offices, not persons."""

    class Level(models.TextChoices):
        """How closely it is copied: ``replication.levels`` of ``instruments.json``."""

        ADOPTION = "adoption", _("Adopt: as it is")
        ADAPTATION = "adaptation", _("Adapt: fitted to the place")
        MODIFICATION = "modification", _("Modify: changed in part")
        SCALING_UP = "scaling_up", _("Scale up: the same owner, more widely")

    class Shared(models.TextChoices):
        """What the source unit gives."""

        DOCUMENTS = "documents", _("Documents")
        SOP = "sop", _("Standard operating procedures")
        SOURCE_CODE = "source_code", _("Source code")
        TRAINING = "training", _("Training")

    replication = models.OneToOneField(
        "replications.Replication", on_delete=models.CASCADE, related_name="agreement", editable=False
    )
    level = models.CharField(_("level"), max_length=16, choices=Level.choices)
    shared = models.JSONField(_("what is shared"), default=list, blank=True)
    terms = models.TextField(_("what else is agreed"), max_length=5000, blank=True)
    source_contact = models.CharField(_("contact at the source: office and phone or e-mail"), max_length=255)
    copier_contact = models.CharField(_("contact at the copier: office and phone or e-mail"), max_length=255)
    begins_on = models.DateField(_("planned start"))
    ends_on = models.DateField(_("planned end"), null=True, blank=True)
    signed_file = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("signed agreement"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("begins_on")),
                name="agreement_ends_after_it_begins",
                violation_error_message=_("The planned end lies before the planned start."),
            )
        ]

    def __str__(self) -> str:
        """Return the level."""
        return self.get_level_display()

    @property
    def shared_words(self) -> list[str]:
        """Return what is shared, in words."""
        return [str(self.Shared(code).label) for code in self.shared]
