"""Regions, agencies and service units, and who may act for them."""
