"""Reading case records from a ``.jsonl`` file, one object a line."""

import codecs
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from innovations.importing.problems import Entry

LONGEST_LINE = 4 * 1024 * 1024


class NotJsonError(ValueError):
    """The line is no JSON; the message says why, in the reader's language."""


def read_lines(lines: Iterable[bytes]) -> Iterator[Entry]:
    """Yield one entry a line; blank lines and a byte order mark are passed over.

    A line that cannot be read is an entry with a fault. Numbers with a decimal
    point arrive as Decimal, so that nothing of them is lost before it is checked.
    """
    for number, line in enumerate(lines, start=1):
        content = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if not content.strip():
            continue
        entry = Entry(number, None)
        try:
            entry.raw = _parse(content)
        except NotJsonError as error:
            entry.readable = False
            entry.faults.add("", _visible(content), str(error))
        yield entry


def _parse(line: bytes) -> Any:
    if len(line) > LONGEST_LINE:
        raise NotJsonError(_("This line is longer than %(limit)s MB.") % {"limit": LONGEST_LINE // 1024**2})
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotJsonError(_("This line is not UTF-8 text. Save the file as UTF-8.")) from error
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        message = _("This line is not JSON, from character %(position)s on.")
        raise NotJsonError(message % {"position": error.pos + 1}) from error
    except NotJsonError:
        raise
    except (ValueError, InvalidOperation, RecursionError) as error:
        raise NotJsonError(_("This line is not a case record: a number or a nesting is too large.")) from error


def _no_constant(name: str) -> None:
    raise NotJsonError(_("%(name)s is no number in JSON.") % {"name": name})


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotJsonError(_("“%(key)s” is given twice in one object.") % {"key": twice})
    return found


def _visible(line: bytes) -> str:
    return line.decode("utf-8", errors="replace")
