"""Pages on pilots. A pilot that one may not know of does not exist: 404, never 403."""
