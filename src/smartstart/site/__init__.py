"""The Django project: settings, addresses, and what is checked before it serves."""
