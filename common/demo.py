"""What tells a demo account from a person's: its address, under a domain that nobody can own."""

DEMO_DOMAIN = "contoh.example"


def is_demo_address(email: str) -> bool:
    """Say whether the address belongs to a demo account."""
    return email.casefold().endswith(f"@{DEMO_DOMAIN}")
