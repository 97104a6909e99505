"""Where a statement is used, and whether a newer one says something else."""
