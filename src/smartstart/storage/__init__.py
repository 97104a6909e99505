"""Writing files and folders whole or not at all. Imports only the shared words."""

from smartstart.storage.whole import write_bytes, write_text, writing_file, writing_folder

__all__ = ["write_bytes", "write_text", "writing_file", "writing_folder"]
