"""The layouts we know: one declaration per file, used by reader, checker and twin alike."""
