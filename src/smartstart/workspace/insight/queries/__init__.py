"""Looking up what is known, always as somebody."""
