"""What a colleague fills in."""
