"""Keeping what the workplace holds: a copy in one file, putting it back, and removing what was kept long enough."""

from smartstart.site.keeping.copy_file import Copy
from smartstart.site.keeping.copying import BACKUP_DONE, backup
from smartstart.site.keeping.restoring import restore
from smartstart.site.keeping.tidying import TIDY_DONE, tidy

__all__ = ["BACKUP_DONE", "TIDY_DONE", "Copy", "backup", "restore", "tidy"]
