"""Pages of what a round comes to."""
