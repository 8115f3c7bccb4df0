"""From which address a request comes: what throttles and limits count by."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the client's IP address.

    Behind a proxy (``BEHIND_PROXY``) it is the last entry of X-Forwarded-For: that
    one the proxy wrote, while everything before it may be the client's own words.
    """
    direct: str = request.META.get("REMOTE_ADDR", "")
    if not settings.BEHIND_PROXY:
        return direct
    return request.META.get("HTTP_X_FORWARDED_FOR", direct).rsplit(",", 1)[-1].strip() or direct
