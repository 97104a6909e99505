"""Where relational work runs. The only place that may import a database driver."""

from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.engines.protocol import Engine

__all__ = ["DuckEngine", "Engine"]
