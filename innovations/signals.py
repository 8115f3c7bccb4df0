"""What this room tells the rooms above it."""

from django.dispatch import Signal

cases_changed = Signal()
"""Many cases were written at once, past ``post_save``: sent in their transaction, with ``page_ids`` (list of int)."""
