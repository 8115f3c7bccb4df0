"""Affixed forms of Indonesian roots, made by the rules of the standard grammar."""

from collections.abc import Iterator

_VOWELS = "aeiou"


def nasal(root: str, prefix: str = "me") -> str:
    """Return a root after meN- or peN-: «kirim» → «mengirim»."""
    first, voiced = root[0], root[1] in _VOWELS
    if len(root) == 3 and sum(letter in _VOWELS for letter in root) == 1:
        return f"{prefix}nge{root}"
    if first in _VOWELS or first in "gh":
        return f"{prefix}ng{root}"
    if first == "k":
        return f"{prefix}ng{root[1:] if voiced else root}"
    if first in "bfv":
        return f"{prefix}m{root}"
    if first == "p":
        return f"{prefix}m{root[1:] if voiced else root}"
    if first in "cdjz":
        return f"{prefix}n{root}"
    if first == "t":
        return f"{prefix}n{root[1:] if voiced else root}"
    if first == "s":
        return f"{prefix}{'ny' + root[1:] if voiced else 'n' + root}"
    return prefix + root


def with_r(prefix: str, root: str) -> str:
    """Return a root after ber-, per- or ter-, whose r falls before another."""
    return prefix + root if root[0] == "r" else f"{prefix}r{root}"


def forms(root: str) -> Iterator[str]:
    """Yield the forms that a root may take; not every one is a word of every root."""
    active, actor = nasal(root), nasal(root, "pe")
    yield from (active, f"{active}kan", f"{active}i", f"{active}nya")
    yield from (f"di{root}", f"di{root}kan", f"di{root}i", f"di{root}kannya")
    yield from (actor, f"{actor}an", f"{actor}annya")
    yield from (with_r("be", root), with_r("te", root), f"{with_r('pe', root)}an")
    yield from (f"ke{root}an", f"{root}an", f"{root}kan", f"{root}i")
    yield from (f"{root}nya", f"{root}lah", f"{root}pun", f"{root}-{root}", f"{root}-{root}nya", f"{root}2")
    yield from (f"memper{root}kan", f"diper{root}kan")
