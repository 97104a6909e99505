"""Where relational work runs. The only place that may import a database driver."""

from smartstart.vault.engines.duck import DuckEngine

__all__ = ["DuckEngine"]
