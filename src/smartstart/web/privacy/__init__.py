"""What every field of every table is, why it is kept and how long: said once, shown on a page, and acted upon."""
