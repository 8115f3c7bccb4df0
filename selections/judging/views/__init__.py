"""Pages of who scores, and of what each scores."""
