"""Pages on the question of a pilot. What one may not know of does not exist: 404, never 403."""
