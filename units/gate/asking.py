"""What is asked of the CMS, without what its views cannot read.

Wagtail hands much of an address to the database as it is, and fails where a database
has no such text or number.
"""

from django.http import HttpRequest, QueryDict

from common.keys import is_key, is_too_large

# Words that people look for; they may be any.
_SEARCHES = frozenset({"q", "search", "term"})
# What stands for the numbers of everything that a list shows.
_ALL = "all"


def settle(request: HttpRequest) -> None:
    """Take out of the query what nothing in the database can be, and ways back (``next``) that lead nowhere."""
    request.GET = _readable(request.GET)  # type: ignore[assignment]
    if request.POST.get("next") and not request.POST["next"].startswith("/"):
        data = request.POST.copy()
        del data["next"]
        request.POST = data  # type: ignore[assignment]


def _readable(query: QueryDict) -> QueryDict:
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        without_nul = (value.replace("\0", "") for value in values)
        readable = [value for value in without_nul if _is_readable(name, value)]
        if readable:
            kept.setlist(name, readable)
    return kept


def _is_readable(name: str, value: str) -> bool:
    if name in _SEARCHES:
        return True
    if name == "next":
        return value.startswith("/")
    if name == "id":
        return is_key(value) or value == _ALL
    return not is_too_large(value)
