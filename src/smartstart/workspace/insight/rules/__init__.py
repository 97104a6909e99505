"""Plain decisions about findings: no framework here."""
