"""Help beside the fields of the editor: what to write, a good and a bad example, how long.

The words are data (``data/section_help.json``), in the language of the cases.
"""

import json
from functools import cache
from pathlib import Path

from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from innovations.word_limits import word_limits

_FILE = Path(__file__).parent.parent / "data" / "section_help.json"


def help_text(key: str) -> SafeString:
    """Return the help of a field or group, safe HTML, put together when it is shown.

    Raises KeyError for a key that the file lacks.
    """
    _entries()[key]
    return lazy(_render, SafeString)(key)


@cache
def _entries() -> dict[str, dict[str, str]]:
    entries: dict[str, dict[str, str]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return entries


def _render(key: str) -> SafeString:
    entry = _entries()[key]
    return format_html(
        '<p>{}</p>{}<details class="jipp-examples"><summary>{}</summary>'
        "<dl><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd></dl></details>",
        entry["help"],
        _limit(key),
        _("Good and bad example"),
        _("Good"),
        entry["good"],
        _("Not so good"),
        entry["bad"],
    )


def _limit(key: str) -> SafeString:
    limit = word_limits().get(key)
    if limit is None:
        return mark_safe("")
    return format_html(
        '<p class="jipp-limit">{}</p>',
        _("%(form)s: at most %(words)s words.") % {"form": limit.form, "words": limit.words},
    )
