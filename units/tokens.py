"""One-time tokens. The database keeps the hash: who reads it cannot follow a link."""

import hashlib
import secrets


def new_token() -> str:
    """Return an unguessable token, fit for an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return the SHA-256 of the token, as hexadecimal text."""
    return hashlib.sha256(token.encode()).hexdigest()
