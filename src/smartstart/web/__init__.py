"""The shared web: accounts, roles, audit, references, privacy classes, the look. No other Django below the rooms."""
