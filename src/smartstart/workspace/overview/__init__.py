"""Start page, search, the A4 for the alderman, accountability."""
