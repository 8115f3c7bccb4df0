"""Management of units."""
