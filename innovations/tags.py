"""When two spellings of a tag are the same tag."""

from django.utils.text import slugify


def tag_key(name: str) -> str:
    """Return the form in which tags are compared, usable in an address.

    Letter case, hyphens, spaces and other punctuation do not matter:
    «KTP-el», «ktp el» and «KTP  EL» are one tag, ``ktp-el``.
    """
    words = "".join(char if char.isalnum() else " " for char in name)
    return slugify(words.replace("_", " "))[:80].strip("-")
