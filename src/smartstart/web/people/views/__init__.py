"""Pages on one's own account, and on the people of a municipality."""
