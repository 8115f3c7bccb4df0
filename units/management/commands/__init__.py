"""Commands of units."""
