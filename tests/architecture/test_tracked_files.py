"""What the project keeps holds no place of one machine, no address to fetch from, and no lock without hashes."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.support.house import ROOT, tracked

# Written in pieces, so that this file does not find itself.
PLACES = re.compile(
    r"(?<![\w.])/(" + "|".join(("ro" + "ot", "ho" + "me/", "wo" + "rk/", "op" + "t/")) + r")|C:\\Us" + "ers"
)
HOSTS = re.compile(
    "|".join(
        (
            r"py" + r"pi\.org",
            "python" + "hosted",
            r"npm" + r"js\.",
            r"deb\.deb" + "ian",
            r"proxy\.gol" + "ang",
            "conda" + r"\.anaconda",
        )
    )
)
LOCKS = ("run.lock", "dev.lock", "vault.lock")
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)(?: ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def _texts() -> dict[str, str]:
    found = {}
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data:
            found[path.relative_to(ROOT).as_posix()] = data.decode("utf-8")
    return found


def test_all_text_is_utf8_with_unix_lines_and_an_end() -> None:
    wrong = [
        name
        for name, text in _texts().items()
        if text and ("\r" in text or not text.endswith("\n")) and not name.startswith("tests/data/")
    ]
    assert not wrong


def test_no_place_of_one_machine() -> None:
    assert not [name for name, text in _texts().items() if PLACES.search(text)]


def test_no_host_to_fetch_packages_from() -> None:
    assert not [name for name, text in _texts().items() if HOSTS.search(text)]


def test_the_patterns_would_find_something() -> None:
    assert PLACES.search("see /ro" + "ot/project")
    assert PLACES.search("in '/ho" + "me/somebody'")
    assert not PLACES.search("docs/ho" + "me/page")
    assert HOSTS.search("https://py" + "pi.org/simple")


def test_no_work_left_for_later() -> None:
    marks = re.compile("|".join((r"\bTO" + r"DO\b", r"\bFIX" + r"ME\b", "raise NotImpl" + "ementedError")))
    assert not [name for name, text in _texts().items() if name.endswith((".py", ".sql", ".sh")) and marks.search(text)]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_versions_and_hashes_and_nothing_else(lock: str) -> None:
    lines = (ROOT / "requirements" / lock).read_text(encoding="utf-8").splitlines()
    strange = [line for line in lines if not (line.startswith("#") or PIN.match(line) or HASH.match(line))]
    assert not strange
    assert "/" not in "".join(line for line in lines if line.startswith("#"))
    pins = [number for number, line in enumerate(lines) if PIN.match(line)]
    assert pins
    assert all(HASH.match(lines[number + 1]) for number in pins)


def test_locks_agree_with_each_other_and_with_the_project() -> None:
    versions = {lock: _versions(lock) for lock in LOCKS}
    assert versions["vault.lock"].items() <= versions["run.lock"].items() <= versions["dev.lock"].items()


@pytest.mark.parametrize(
    ("lock", "extras"), [("vault.lock", ["vault"]), ("run.lock", ["vault", "opendata"]), ("dev.lock", ["dev"])]
)
def test_a_lock_satisfies_what_the_project_asks(lock: str, extras: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    pinned = _versions(lock)
    wanted = [Requirement(line) for line in asked if not line.startswith("smartstart[")]
    assert wanted
    unmet = [one.name for one in wanted if not all(map(one.specifier.contains, pinned.get(one.name, ("0",))))]
    assert not unmet, "run `make lock`"


def _versions(lock: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in (ROOT / "requirements" / lock).read_text(encoding="utf-8").splitlines():
        if pin := PIN.match(line):
            found[pin.group(1)] = (*found.get(pin.group(1), ()), pin.group(2))
    return found
