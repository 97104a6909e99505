"""Looking things up over all steps, always as somebody."""
