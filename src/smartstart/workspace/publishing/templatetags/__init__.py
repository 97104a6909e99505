"""Template tags of `publishing`."""
