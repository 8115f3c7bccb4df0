"""What makes a gettext catalogue complete: no hole, no broken placeholder, no stale binary.

Pure functions over messages and wordings; the ``check_catalogue`` command reads
the files and asks Django what a reader would see.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

CONTEXT_SEPARATOR = "\x04"

_PLACEHOLDER = re.compile(
    r"%\(\w+\)[\d.]*[a-z]"  # %(name)s, %(name).1f
    r"|%[sdr](?!\w)"  # %s
    r"|\{[\w.]*(?::[^{}]*)?\}"  # {name}, {name:X}
    r"|</?[a-z]+"  # <strong ...
)


@dataclass(frozen=True, order=True)
class Message:
    """A text as the source has it: its context, its singular and, where counted, its plural."""

    context: str
    singular: str
    plural: str = ""

    @property
    def key(self) -> str:
        """The key under which gettext keeps the wording: «context EOT singular»."""
        return f"{self.context}{CONTEXT_SEPARATOR}{self.singular}" if self.context else self.singular

    def __str__(self) -> str:
        """Show the text on one line, with its context in brackets."""
        text = self.singular.replace("\n", "\\n")
        return f"[{self.context}] {text}" if self.context else text


def placeholders(text: str) -> frozenset[str]:
    """Return what a wording must carry over unchanged: ``%(name)s``, ``{name}``, ``%s`` and HTML tags."""
    return frozenset(_PLACEHOLDER.findall(text))


def holes(messages: Iterable[Message], wordings: Mapping[Message, str]) -> list[str]:
    """Return a line for each message that has no wording, sorted."""
    return [f"no translation: {message}" for message in sorted(messages) if not wordings.get(message)]


def broken(wordings: Mapping[Message, str]) -> list[str]:
    """Return a line for each wording that lost or gained a placeholder or tag, sorted.

    Indonesian has one plural form, which is shown for every count: it is
    compared with the English plural, the form that carries the number.
    """
    lines = []
    for message, wording in sorted(wordings.items()):
        differing = placeholders(message.plural or message.singular) ^ placeholders(wording)
        if wording and differing:
            lines.append(f"placeholders differ ({', '.join(sorted(differing))}): {message} → {wording}")
    return lines


def stale(source: Mapping[Message, str], compiled: Mapping[Message, str]) -> list[str]:
    """Return a line for each message in which the compiled catalogue differs from its source, sorted."""
    translated = {message.key: wording for message, wording in source.items() if wording}
    shipped = {message.key: wording for message, wording in compiled.items() if wording}
    differing = sorted(key for key in translated.keys() | shipped.keys() if translated.get(key) != shipped.get(key))
    return [f"not compiled: {key.replace(CONTEXT_SEPARATOR, ' / ')}" for key in differing]
