"""Synthetic cases and the measuring of search. Nothing here runs on a live site by itself."""
