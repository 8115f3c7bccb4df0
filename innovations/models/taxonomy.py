"""What cases are sorted by: closed code lists and free tags."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.vocabulary import BENEFICIARIES, SDGS, SECTORS, SERVICE_MODES, Vocabulary
from innovations.tags import tag_key


class Term(models.Model):
    """A code of a closed list; its labels are in the vocabulary, in both languages."""

    vocabulary: ClassVar[Vocabulary]

    code = models.CharField(_("code"), max_length=32, primary_key=True)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self) -> str:
        """Return the label in the reader's language."""
        return self.label

    @property
    def label(self) -> str:
        """Return the label in the reader's language."""
        return self.vocabulary.label(self.code)


class Sector(Term):
    """A government affair (urusan)."""

    vocabulary = SECTORS

    class Meta(Term.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")


class ServiceMode(Term):
    """How the service reaches people."""

    vocabulary = SERVICE_MODES

    class Meta(Term.Meta):
        verbose_name = _("service mode")
        verbose_name_plural = _("service modes")


class Beneficiary(Term):
    """Whom it is for."""

    vocabulary = BENEFICIARIES

    class Meta(Term.Meta):
        verbose_name = _("beneficiary")
        verbose_name_plural = _("beneficiaries")


class Goal(Term):
    """A Sustainable Development Goal, 1 to 17."""

    vocabulary = SDGS

    class Meta(Term.Meta):
        verbose_name = _("Sustainable Development Goal")
        verbose_name_plural = _("Sustainable Development Goals")

    def __str__(self) -> str:
        """Return number and label: the number is what officials quote."""
        return f"{self.code}. {self.label}"


TERM_MODELS: tuple[type[Term], ...] = (Sector, ServiceMode, Beneficiary, Goal)


class Tag(models.Model):
    """A free word for a case. One spelling a tag: «KTP-el» and «ktp el» share a key."""

    key = models.SlugField(_("key"), max_length=80, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def __str__(self) -> str:
        """Return the spelling that was used first."""
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key equal to the name as compared."""
        self.key = tag_key(self.name)
        super().save(*args, **kwargs)
