"""Looking things up, always as somebody."""
