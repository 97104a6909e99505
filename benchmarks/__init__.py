"""Counted trials and benchmarks: what a test is too short for. See `benchmarks.parts` for how to write one."""
