"""When two spellings of a unit's or an agency's name are the same name."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")


def name_key(name: str) -> str:
    """Return the name in the form in which it is compared.

    Letter case, accents, punctuation and spacing do not tell two units apart:
    «RSUD  Dr. Soetomo» and «rsud dr soetomo» have the same key.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", plain).strip()
