"""What a colleague fills in, or hands over."""
