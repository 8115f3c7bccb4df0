"""Forms of others that a unit fills for its case: a self-check of an index, the sheet of an award."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FilledForm(models.Model):
    """What a unit answered for a case in one year's version of a form.

    ``revision`` counts how often it was stored, so that two people at once do not undo each other's answers.
    """

    class Form(models.TextChoices):
        """The forms that can be filled here."""

        IID = "iid", _("Regional innovation index")
        UNPSA = "unpsa", _("UN Public Service Awards")

    # A unit's own working paper is no use of its page that the CMS should list.
    wagtail_reference_index_ignore: ClassVar[bool] = True

    case = models.ForeignKey("innovations.InnovationPage", on_delete=models.CASCADE, related_name="filled_forms")
    form = models.CharField(_("form"), max_length=8, choices=Form.choices)
    version = models.CharField(_("version"), max_length=16)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("filled form")
        verbose_name_plural = _("filled forms")
        constraints = [models.UniqueConstraint(fields=["case", "form", "version"], name="form_filled_once")]

    def __str__(self) -> str:
        """Return the form and its version."""
        return f"{self.get_form_display()} {self.version}"


class FilledAnswer(models.Model):
    """One answer: what was chosen, and a text. For an index the text names the evidence."""

    filled = models.ForeignKey(FilledForm, on_delete=models.CASCADE, related_name="answers")
    field = models.CharField(max_length=40)
    choice = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [models.UniqueConstraint(fields=["filled", "field"], name="field_answered_once")]

    def __str__(self) -> str:
        """Return the field and what was chosen."""
        return f"{self.field}: {self.choice}"
