"""The only writers of what is known: taking in releases, deriving findings, deciding how far they show."""
