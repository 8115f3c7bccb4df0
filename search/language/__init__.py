"""What search knows of the Indonesian language. The rest of search imports from here."""

from search.language.chain import Term, analyse, indexed, normalise, terms
from search.language.stems import is_known, stem

__all__ = ["Term", "analyse", "indexed", "is_known", "normalise", "stem", "terms"]
