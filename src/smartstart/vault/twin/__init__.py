"""The synthetic population, written in the very same layouts."""
