"""The eleven sections of a case, in the fixed order of the case record."""

from django.db import models
from django.utils.translation import gettext_lazy as _

SECTION_KEYS = (
    "problem",
    "idea",
    "how_it_works",
    "results",
    "resources",
    "preconditions",
    "enablers",
    "obstacles",
    "replication_steps",
    "sustainability",
    "collaboration",
)


class CaseSections(models.Model):
    """Plain text, a blank line between paragraphs."""

    section_problem = models.TextField(_("The problem"), blank=True)
    section_idea = models.TextField(_("The idea"), blank=True)
    section_how_it_works = models.TextField(_("How it works"), blank=True)
    section_results = models.TextField(_("Results"), blank=True)
    section_resources = models.TextField(_("Resources"), blank=True)
    section_preconditions = models.TextField(_("What must be in place first"), blank=True)
    section_enablers = models.TextField(_("What helped"), blank=True)
    section_obstacles = models.TextField(_("What went wrong"), blank=True)
    section_replication_steps = models.TextField(_("Steps to copy it"), blank=True)
    section_sustainability = models.TextField(_("How it is kept going"), blank=True)
    section_collaboration = models.TextField(_("Who works together"), blank=True)

    class Meta:
        abstract = True

    @property
    def sections(self) -> dict[str, str]:
        """Return the sections that have text, by key, in their order."""
        texts = {key: getattr(self, f"section_{key}") for key in SECTION_KEYS}
        return {key: text for key, text in texts.items() if text}
