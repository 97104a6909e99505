"""Pages on what came in. What one may not know of does not exist: 404, never 403."""
