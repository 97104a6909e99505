"""What a role may, as plain data: no framework here."""
