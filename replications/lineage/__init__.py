"""Lineage: who copied which case, how it went there, and what that teaches."""
