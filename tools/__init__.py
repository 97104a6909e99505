"""Tools of the house, each run by itself: `python -m tools.NAME`, or by `make`. Not part of the package."""
