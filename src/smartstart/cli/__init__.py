"""The command `smartstart`: one module per zone, imported when called."""

from typing import NoReturn


def main() -> NoReturn:
    """Run the command line."""
    from smartstart.cli.root import main as run

    run()
