"""Pages of rounds and their rules."""
