"""The municipal side: where a municipality works with what is known. It never sees a record."""
