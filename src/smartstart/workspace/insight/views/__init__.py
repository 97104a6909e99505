"""Pages on what is known. What one may not know of does not exist: 404, never 403."""
