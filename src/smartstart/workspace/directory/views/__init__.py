"""Pages of the directory: faces first, then how to reach somebody."""
