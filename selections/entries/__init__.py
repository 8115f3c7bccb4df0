"""Entries of units: writing and handing in, whose hands one is in and who keeps away from it, and their letters."""
