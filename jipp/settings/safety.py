"""What a public server may never start without."""

from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured

MINIMUM_SECRET_LENGTH = 50
KNOWN_SECRETS = {"development-only", "test-only", "change-me", "secret"}


def refuse_unsafe(*, secret_key: str, debug: bool, allowed_hosts: Sequence[str]) -> None:
    """Raise ImproperlyConfigured naming everything that is unsafe, at once."""
    problems = []
    if not secret_key:
        problems.append("SECRET_KEY is not set")
    elif secret_key in KNOWN_SECRETS or secret_key.startswith("django-insecure"):
        problems.append("SECRET_KEY is a default that anyone can know")
    elif len(secret_key) < MINIMUM_SECRET_LENGTH:
        problems.append(f"SECRET_KEY has fewer than {MINIMUM_SECRET_LENGTH} characters")
    if debug:
        problems.append("DEBUG is on")
    if not allowed_hosts:
        problems.append("ALLOWED_HOSTS is empty")
    elif "*" in allowed_hosts:
        problems.append("ALLOWED_HOSTS allows every host (*)")
    if problems:
        raise ImproperlyConfigured("JIPP refuses to start in production: " + "; ".join(problems) + ".")
