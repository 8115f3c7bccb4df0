"""What the editor is sent, made such that its form can read it, whoever put it together.

Wagtail's form takes for granted what a browser posts from an open editor: every row of a
part with its number (``id``) and its place (``ORDER``). It fails on anything else.
"""

import re
from itertools import count

from django.http import HttpRequest, QueryDict
from wagtail.models import Page

from common.keys import is_key
from innovations.rules import UNSHOWABLE

# Half an end of a line, which browsers send whole, would pass for text of one line and break the subject of a letter.
_LEFT_OUT = re.compile(rf"{UNSHOWABLE.pattern}|\r(?!\n)")
_TOTAL, _INITIAL = "-TOTAL_FORMS", "-INITIAL_FORMS"
# Enough to tell that a count is larger than the number of fields that one post may have.
_DIGITS = 6
_OVERWRITTEN = "overwrite_revision_id"
_NO_REVISION = "0"


def as_a_browser_posts(data: QueryDict) -> QueryDict:
    """Return the data without control characters, with a number and a place for each row that was sent."""
    settled = data.copy()
    for name, values in data.lists():
        settled.setlist(name, [_LEFT_OUT.sub("", value) for value in values])
    sent = _rows(settled)
    for formset in [name.removesuffix(_TOTAL) for name in data if name.endswith(_TOTAL)]:
        rows = next(index for index in count() if f"{formset}-{index}" not in sent)
        for name in (formset + _TOTAL, formset + _INITIAL):
            counted = str(settled.get(name))
            if counted.isdecimal():
                settled[name] = str(min(int(counted[:_DIGITS]), rows))
        for index in range(rows):
            _settle_row(settled, f"{formset}-{index}", place=index + 1)
    return settled


def settle_revision(request: HttpRequest, page: Page) -> None:
    """Let Wagtail find no revision to overwrite where none can have that number (hook: before_edit_page)."""
    named = request.POST.get(_OVERWRITTEN)
    if named and not is_key(named):
        data = request.POST.copy()
        data[_OVERWRITTEN] = _NO_REVISION
        request.POST = data  # type: ignore[assignment]


def _rows(data: QueryDict) -> set[str]:
    """Return the prefixes of the rows of which a field was sent: ``outcomes-0``, ``comments-0-replies-1``."""
    pieces = (name.split("-") for name in data)
    return {"-".join(one[: end + 1]) for one in pieces for end, piece in enumerate(one) if piece.isdecimal()}


def _settle_row(data: QueryDict, row: str, place: int) -> None:
    """Let a row without a number be a new one, and one without a place stay where it stands."""
    if not is_key(data.get(f"{row}-id")):
        data[f"{row}-id"] = ""
    if not is_key(data.get(f"{row}-ORDER")):
        data[f"{row}-ORDER"] = str(place)
