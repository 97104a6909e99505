"""What holds for a question, its hunches and its gates: plain decisions, no framework."""
