"""What editors decide about the indicators of outcomes."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from search.effects.matching import Effect
from search.language import normalise


class EffectRule(models.Model):
    """Words of an indicator, and the effect that an outcome with all of them measures.

    Rules are written through ``search.effects.actions``, so that the index hears of it.
    A starting list came with a migration, from ``search/data/effect_rules.csv``.
    """

    words = models.CharField(
        _("words"),
        max_length=255,
        unique=True,
        help_text=_("An indicator with all of these words, in any order, measures the effect."),
    )
    effect = models.CharField(_("effect"), max_length=32, choices=Effect.choices)
    source = models.CharField(
        _("source"),
        max_length=200,
        help_text=_("The regulation, the glossary or the unit that uses the words so."),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("effect rule")
        verbose_name_plural = _("effect rules")
        ordering = ["words"]

    def __str__(self) -> str:
        """Return the words and the effect."""
        return f"{self.words}: {self.get_effect_display()}"

    def clean(self) -> None:
        """Refuse words that say nothing, and those of another rule in another order or spelling."""
        words = set(normalise(self.words).split())
        if not words:
            raise ValidationError({"words": _("Write at least one word that has a letter or a digit.")})
        for other in EffectRule.objects.exclude(pk=self.pk):
            if set(normalise(other.words).split()) == words:
                message = _("There is a rule for “%s” already; change that one.") % other.words
                raise ValidationError({"words": message})
