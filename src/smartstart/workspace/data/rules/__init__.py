"""The rules at the door: what may come in, decided in plain Python, without the web and without a disk."""
