"""Professionals whom one can ask, with consent."""
