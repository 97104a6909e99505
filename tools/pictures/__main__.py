"""Pictures of the pages of the demo, or of every page of the workplace.

Usage: python -m tools.pictures DEMO OUT, or python -m tools.pictures --workplace OUT [--figures FOLDER].
"""

import argparse
import sys
from pathlib import Path

from tools.pictures import reports, workplace


def main(arguments: list[str] | None = None) -> int:
    """Take the pictures that are asked; return 1 when there was nothing to show."""
    parser = argparse.ArgumentParser(prog="python -m tools.pictures", description=__doc__)
    parser.add_argument("demo", type=Path, nargs="?", help="the folder of a demo, with its reports")
    parser.add_argument("out", type=Path, help="the folder for the pictures")
    parser.add_argument("--workplace", action="store_true", help="every page of the workplace instead")
    parser.add_argument("--figures", type=Path, help="invented open figures for that workplace")
    asked = parser.parse_args(arguments)
    if asked.workplace == bool(asked.demo):
        parser.error("name the folder of a demo, or --workplace")
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.workplace:
        found = workplace.picture(asked.out, figures=asked.figures)
    else:
        found = reports.picture(asked.demo, asked.out)
    sys.stdout.write(f"{len(found)} bladzijden in {asked.out}\n")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
