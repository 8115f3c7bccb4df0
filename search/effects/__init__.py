"""Effects: what the outcomes of cases are about, so that cases can be filtered by them.

Editors' rules (``search.models.EffectRule``) say which words of an indicator mean which
effect; ``docs/decisions/0016-effects-of-outcomes.md`` says why it is done so.
"""

from search.effects.matching import Effect, EffectMatcher

__all__ = ["Effect", "EffectMatcher"]
