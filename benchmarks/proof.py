"""Run the parts one after the other and write down what they found.

Every part writes its pages when it is done, so a run can be stopped at any moment: the next one goes on with the parts
that are not done. Usage: python -m benchmarks.proof [NAME …] [--again] [--list] [--scale S] [--out DIR]
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import evidence, machine
from benchmarks.registry import Figures, Part, all_parts


def measure(part: Part, scale: float) -> tuple[Figures, float]:
    """Run one part; return its figures and the seconds it took.

    Raises:
        ValueError: the part does not say whether it passed, or with which seeds.
    """
    began = time.monotonic()
    figures = part.run(scale)
    lacking = {"passed", "seeds"} - figures.keys()
    if lacking:
        raise ValueError(f"{part.name} does not say: {sorted(lacking)}")
    return figures, time.monotonic() - began


def _arguments(asked: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make proof", description="Counted trials and benchmarks, in parts.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these parts")
    parser.add_argument("--again", action="store_true", help="also parts that are done")
    parser.add_argument("--list", action="store_true", help="say which parts there are, and which are done")
    parser.add_argument("--scale", type=float, default=1.0, help="1 is full size; smaller ones need --out")
    parser.add_argument("--out", type=Path, default=evidence.FOLDER, help="folder for the pages")
    options = parser.parse_args(asked)
    if options.scale <= 0 or (options.scale != 1 and options.out == evidence.FOLDER):
        parser.error("evidence is made at full size; give another folder with --out for a smaller scale")
    return options


def _chosen(parts: Sequence[Part], names: Sequence[str]) -> list[Part]:
    unknown = set(names) - {part.name for part in parts}
    if unknown:
        known = ", ".join(part.name for part in parts) or "none"
        raise SystemExit(f"no such part: {', '.join(sorted(unknown))}; there are: {known}")
    return [part for part in parts if not names or part.name in names]


def _run(part: Part, options: argparse.Namespace) -> bool:
    print(f"{part.name}: {part.title} …", flush=True)
    figures, seconds = measure(part, options.scale)
    page = {
        "part": part.name,
        "kind": part.kind,
        "scale": options.scale,
        "seconds": round(seconds, 1),
        "machine": machine.describe(),
        "figures": figures,
    }
    evidence.write(part, page, options.out)
    print(f"{part.name}: {'reached' if figures['passed'] else 'NOT reached'} in {seconds:.0f} s", flush=True)
    return bool(figures["passed"])


def main(parts: Sequence[Part], asked: Sequence[str]) -> int:
    """Run what was asked for; return 0 when every part that was run reached its bar, else 1."""
    options = _arguments(asked)
    chosen = _chosen(parts, options.names)
    if options.list:
        for part in chosen:
            state = "done" if evidence.is_done(part, options.out) else "not done"
            print(f"{part.name} ({part.kind}, {state}): {part.title}")
        return 0
    reached = True
    for part in chosen:
        if not options.again and evidence.is_done(part, options.out):
            print(f"{part.name}: done before; --again does it anew")
            continue
        reached &= _run(part, options)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main(all_parts(), sys.argv[1:]))
