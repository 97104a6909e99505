"""Make one folder that installs the vault without a network: wheels, lock, installers, checksums.

Usage: python -m tools.bundle FOLDER [--platform win_amd64] [--python 3.11]

Versions and hashes are those of requirements/vault.lock. For another platform the lock's conditions are judged as that
platform would judge them, because pip judges them as the machine it runs on.
"""

import argparse
import hashlib
import re
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

from packaging.markers import Marker, default_environment

from smartstart.storage import writing_folder

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "vault.lock"
INSTALLERS = Path(__file__).parent / "installers"
HERE = sysconfig.get_platform().replace("-", "_").replace(".", "_")
# What a platform answers to the conditions in the lock, and which wheel tags it takes, newest first.
PLATFORMS = {
    "win_amd64": ({"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"}, ("win_amd64",)),
    "linux_x86_64": (
        {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux", "platform_machine": "x86_64"},
        (*(f"manylinux_2_{minor}_x86_64" for minor in (28, 27, 26, 24, 17)), "manylinux2014_x86_64"),
    ),
}
NOTE = """
Deze map is gemaakt op een andere computer dan waar hij voor bedoeld is. Alle onderdelen zitten erin en zijn nagerekend,
maar de installatie zelf is op dit platform nog niet geprobeerd. Gaat er iets mis? Laat het ons weten."""


def requirements(lock: str, environment: dict[str, str]) -> str:
    """Return the lock's entries that hold in an environment, without conditions, with their hashes."""
    entries = re.findall(r"^([a-z0-9][^\n]*\\\n(?:    --hash=\S+(?: \\)?\n)+)", lock, flags=re.MULTILINE)
    if not entries:
        raise ValueError("the lock has no entries")
    chosen = []
    for entry in entries:
        pin, _, rest = entry.partition(" \\\n")
        name, _, condition = pin.partition(" ; ")
        if not condition or Marker(condition).evaluate(environment):
            chosen.append(f"{name} \\\n{rest}")
    return "".join(chosen)


def environment_of(platform: str, python: str) -> dict[str, str]:
    """Return how a platform answers the conditions in a lock."""
    answers = {name: str(value) for name, value in default_environment().items()}
    answers |= {"python_version": python, "python_full_version": f"{python}.0", "platform_machine": "AMD64"}
    return answers | PLATFORMS[platform][0]


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    subprocess.run(command, check=True, cwd=ROOT)


def _collect(wheels: Path, lock: Path, platform: str, python: str) -> None:
    """Fetch the locked wheels, for this machine or for a platform; a changed file is refused by its hash."""
    target: list[str] = []
    if platform or python != _python():
        tags = PLATFORMS[platform or HERE][1]
        target = ["--python-version", python, "--implementation", "cp", "--abi", f"cp{python.replace('.', '')}"]
        target += ["--abi", "abi3", "--abi", "none", *(part for tag in tags for part in ("--platform", tag))]
    fixed = ["--only-binary", ":all:", "--no-deps", "--require-hashes", "--dest", str(wheels)]
    _pip("download", "--quiet", *fixed, *target, "--requirement", str(lock))


def _build(wheels: Path) -> Path:
    """Build the project's own wheel, without fetching anything."""
    _pip("wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT))
    return next(wheels.glob("smartstart-*.whl"))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _python() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _write_installers(folder: Path, words: dict[str, str]) -> None:
    for template in sorted(INSTALLERS.iterdir()):
        text = template.read_text(encoding="utf-8")
        for name, value in words.items():
            text = text.replace(f"@{name}@", value)
        windows = template.suffix in (".bat", ".ps1", ".txt")
        signature = "\ufeff" if template.suffix == ".ps1" else ""  # older PowerShell reads UTF-8 only with it
        target = folder / template.name
        target.write_text(signature + text.rstrip() + "\n", encoding="utf-8", newline="\r\n" if windows else "\n")
    (folder / "install.sh").chmod(0o755)


def make(target: Path, platform: str, python: str) -> None:
    """Make the bundle whole, or leave what was there.

    Args:
        target: the folder.
        platform: one of `PLATFORMS`, whose oldest systems will do; empty for machines like this one.
        python: the version of Python in the closed room, "3.11".

    Raises:
        subprocess.CalledProcessError: pip could not fetch or build a wheel; its own words were shown.
    """
    lock = LOCK.read_text(encoding="utf-8")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    with writing_folder(target) as folder:
        wheels = folder / "wheels"
        wheels.mkdir()
        listed = folder / "requirements.txt"
        listed.write_text(requirements(lock, environment_of(platform or HERE, python)), encoding="utf-8", newline="\n")
        _collect(wheels, listed, platform, python)
        own = _build(wheels)
        with listed.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"smartstart=={version} \\\n    --hash=sha256:{_sha256(own)}\n")
        words = {"VERSION": version, "PYTHON": python, "PLATFORM": platform or HERE, "NOTE": NOTE if platform else ""}
        _write_installers(folder, words)
        (folder / "LICENSE.txt").write_bytes((ROOT / "LICENSE").read_bytes())
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        sums = "".join(f"{_sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in files)
        (folder / "SHA256SUMS").write_text(sums, encoding="utf-8", newline="\n")


def main() -> None:
    """Read the arguments, make the bundle, say where it is."""
    parser = argparse.ArgumentParser(prog="make bundle")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--platform", choices=sorted(PLATFORMS), default="", help="another than this one")
    parser.add_argument("--python", default=_python(), help="version of Python in the closed room, such as 3.11")
    options = parser.parse_args()
    print(f"Onderdelen verzamelen voor {options.platform or HERE}, Python {options.python} ...", flush=True)
    make(options.folder.absolute(), options.platform, options.python)
    size = sum(path.stat().st_size for path in options.folder.rglob("*") if path.is_file())
    print(f"Klaar: {options.folder} ({size / 1e6:.0f} MB). Zet de hele map in de gesloten ruimte.")
    print("LEESMIJ.txt in de map zegt hoe het verder gaat.")


if __name__ == "__main__":
    main()
