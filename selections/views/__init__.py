"""Pages of the selection room."""
