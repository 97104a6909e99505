"""The only writers of what came in: each in one transaction with its audit line."""
