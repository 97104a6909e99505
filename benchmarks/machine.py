"""What kind of machine the figures were made on; nothing that tells which one."""

import os
import platform
from importlib import metadata
from pathlib import Path

PACKAGES = ("duckdb", "numpy", "pyarrow", "scipy", "smartstart")


def describe() -> dict[str, str | int]:
    """Return processor, cores that may be used, memory in GiB, system, Python and the packages that count."""
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 0,
        "memory_gib": _memory(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        **{name: metadata.version(name) for name in PACKAGES},
    }


def _line(file: str, key: str) -> str:
    path = Path(file)
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")


def _processor() -> str:
    return _line("/proc/cpuinfo", "model name") or platform.processor() or "unknown"


def _memory() -> int:
    kibibytes = _line("/proc/meminfo", "MemTotal").removesuffix("kB").strip()
    return round(int(kibibytes) / 2**20) if kibibytes else 0
