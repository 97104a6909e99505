"""Pages over all steps."""
