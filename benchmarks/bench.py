"""The benchmarks only; the rest is as in `benchmarks.proof`."""

import sys

from benchmarks.proof import main
from benchmarks.registry import all_parts

if __name__ == "__main__":
    sys.exit(main([part for part in all_parts() if part.kind == "bench"], sys.argv[1:]))
