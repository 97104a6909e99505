"""PROTECTED ROOM: register microdata. No Django; nothing leaves but through `export`."""
