"""Management commands of the shared room."""
