"""How the search reaches its engine. What can't be right stops the start, and is named."""

import re
from collections.abc import Collection, Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

_PREFIX = re.compile(r"[a-z][a-z0-9_]{0,49}")
_LONGEST_TIMEOUT = 60


def chosen(variable: str, value: str, known: Collection[str]) -> str:
    """Return the value of a switch. Raises ImproperlyConfigured for one that nobody knows."""
    if value not in known:
        raise ImproperlyConfigured(f"{variable} must be one of {', '.join(known)}; it is {value!r}")
    return value


def elasticsearch(
    *, urls: Sequence[str], user: str, password: str, api_key: str, ca: str, prefix: str, timeout: int
) -> dict[str, Any]:
    """Return the settings of a connection. Raises ImproperlyConfigured naming everything that is wrong."""
    problems = [problem for url in urls if (problem := _wrong_address(url, secret=bool(password or api_key)))]
    if not urls:
        problems.append("_URLS is not set; write one or more, comma-separated, such as https://search.example:9200")
    if bool(user) != bool(password):
        problems.append("_USER and _PASSWORD go together")
    if user and api_key:
        problems.append("_USER and _API_KEY exclude each other")
    if ca and not Path(ca).is_file():
        problems.append(f"_CA names no file: {ca}")
    if not _PREFIX.fullmatch(prefix):
        problems.append(f"_PREFIX must be of small letters, digits and _, a letter first; it is {prefix!r}")
    if not 1 <= timeout <= _LONGEST_TIMEOUT:
        problems.append(f"_TIMEOUT must be 1 to {_LONGEST_TIMEOUT} seconds; it is {timeout}")
    if problems:
        raise ImproperlyConfigured("; ".join(f"SEARCH_ELASTICSEARCH{problem}" for problem in problems))
    return {
        "urls": tuple(urls),
        "user": user,
        "password": password,
        "api_key": api_key,
        "ca": ca,
        "prefix": prefix,
        "timeout": timeout,
    }


def _wrong_address(url: str, *, secret: bool) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return f"_URLS has no address: {url!r}"
    if parts.username or parts.password:
        return "_URLS must hold no password: logs show addresses; use _USER and _PASSWORD"
    if parts.scheme not in {"http", "https"} or not parts.hostname or port is None:
        return f"_URLS must hold addresses with scheme, host and port; one is {url!r}"
    if secret and parts.scheme == "http" and not _stays_here(parts):
        return f"_URLS would send the password in the clear to {parts.hostname}; use https"
    return ""


def _stays_here(parts: SplitResult) -> bool:
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname == "localhost"
