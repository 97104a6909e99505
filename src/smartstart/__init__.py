"""Smart Start: from a municipal question to a statement about groups and places, never about a person."""

__version__ = "0.1.0"
