"""Managing people, roles and one's own account."""
