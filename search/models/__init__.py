"""What search keeps in the database: the outbox of the index, what editors decide, what people follow."""

from search.models.effects import EffectRule
from search.models.follows import Follow, Follower
from search.models.outbox import IndexEvent
from search.models.overlay import OverlayEntry
from search.models.pins import PinnedCase
from search.models.queries import QueryCount
from search.models.senses import SenseEntry
from search.models.synonyms import SynonymEntry

__all__ = [
    "EffectRule",
    "Follow",
    "Follower",
    "IndexEvent",
    "OverlayEntry",
    "PinnedCase",
    "QueryCount",
    "SenseEntry",
    "SynonymEntry",
]
