"""What search knows of the Indonesian language. The rest of search imports from here."""

from search.language.chain import Term, analyse, normalise, terms, vocabulary
from search.language.stems import stem

__all__ = ["Term", "analyse", "normalise", "stem", "terms", "vocabulary"]
