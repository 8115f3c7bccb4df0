"""Forms of rounds and their rules."""
