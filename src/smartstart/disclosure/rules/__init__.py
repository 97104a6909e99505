"""One module per rule, its argument beside it."""
