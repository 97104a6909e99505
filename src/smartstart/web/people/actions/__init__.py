"""The only writers of accounts, roles and municipalities: each in one transaction with its audit line."""
