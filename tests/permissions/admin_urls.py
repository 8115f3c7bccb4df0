"""Every address of the CMS, taken from the resolver, with the ids of real objects filled in."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

ADMIN = "kelola/"


class Address(NamedTuple):
    """One pattern: the name by which the gate knows it, its route, the names of what it captures."""

    name: str
    route: str
    captures: tuple[str, ...]


def admin_addresses() -> list[Address]:
    """Return every pattern under the CMS's prefix."""
    return [address for address in _walk(get_resolver().url_patterns) if address.route.startswith(ADMIN)]


def _walk(patterns: list[Any], prefix: str = "", spaces: tuple[str, ...] = ()) -> Iterator[Address]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, route, inner)
        elif isinstance(pattern, URLPattern):
            yield Address(":".join((*spaces, pattern.name or "")), route, tuple(_captures(route)))


_PART = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


def _captures(route: str) -> Iterator[str]:
    for match in _PART.finditer(route):
        yield match[1] or match[2]


def fill(address: Address, values: dict[str, Any]) -> str:
    """Return the address with its captures filled in from ``values``."""
    path = _PART.sub(lambda match: str(values[match[1] or match[2]]), address.route)
    return "/" + path.replace("\\.", ".").rstrip("$").replace("^", "")
