"""`make bundle`: one folder that installs the vault where no network can be reached.

The installation runs in a network namespace of its own, which has no connection at all, not even loopback. Making one
needs leave from the system (root, or user namespaces). Where a machine gives none, a developer's test falls back on a
proxy that does not answer and says so; in CI the namespace is asked for.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.version import Version

from smartstart import __version__
from tests.support.house import ROOT
from tools.bundle import environment_of, requirements

pytestmark = pytest.mark.slow
NOWHERE = "http://127.0.0.1:9"  # the discard port: nobody answers
REACH = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=3)"
ENGINE = "import duckdb, sys\nfrom pathlib import Path\nfrom smartstart.vault.engines.duck import DuckEngine\n"


def _alone() -> list[str]:
    """Return the command that puts another one in a namespace without a network."""
    for command in (["unshare", "--net"], ["unshare", "--net", "--map-root-user"]):
        try:
            subprocess.run([*command, "true"], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return command
    if os.environ.get("CI"):
        pytest.fail("CI must be able to take the network away (unshare --net), and cannot")
    return []


def _environment(home: Path) -> dict[str, str]:
    """Return an environment that knows no index; a proxy that does not answer stands in the way as well."""
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), NOWHERE)
    python = str(Path(sys.base_prefix) / "bin")
    return {"PATH": f"{python}:/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8", **proxies}


def _run(command: list[str], home: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    result = subprocess.run(
        [*_alone(), *command], env=_environment(home), cwd=home, capture_output=True, text=True, check=False
    )
    assert not check or result.returncode == 0, result.stdout + result.stderr
    return result


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "bundle"
    made = subprocess.run([sys.executable, "-m", "tools.bundle", str(folder)], cwd=ROOT, capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    return folder


@pytest.fixture(scope="module")
def installed(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder into which the bundle's own script installed it, without a network."""
    home = tmp_path_factory.mktemp("closed room")
    _run(["sh", str(bundle / "install.sh"), str(home / "smart start")], home)
    return home / "smart start"


def test_the_network_is_really_away(tmp_path: Path) -> None:
    if not _alone():
        pytest.skip("this machine gives no leave for a network namespace; the broken proxy alone was used")
    result = _run([sys.executable, "-c", REACH], tmp_path, check=False)
    assert "Network is unreachable" in result.stderr


def test_the_bundle_is_complete_and_says_how(bundle: Path) -> None:
    names = {path.name for path in bundle.iterdir()}
    assert names == {
        "wheels",
        "requirements.txt",
        "install.sh",
        "install.ps1",
        "install.bat",
        "LEESMIJ.txt",
        "LICENSE.txt",
        "SHA256SUMS",
    }
    assert "@" not in (bundle / "LEESMIJ.txt").read_text(encoding="utf-8")
    assert "@PYTHON@" not in (bundle / "install.ps1").read_text(encoding="utf-8-sig")
    for line in (bundle / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((bundle / name).read_bytes()).hexdigest() == digest
    assert not list(bundle.rglob("*.tar.gz")), "a closed room has no compiler"


def test_the_bundle_names_no_place_or_index(bundle: Path) -> None:
    for path in bundle.iterdir():
        if path.is_file() and path.name != "LICENSE.txt":
            text = path.read_text(encoding="utf-8-sig")
            assert "://" not in text
            assert str(ROOT) not in text


def test_the_command_answers(installed: Path, tmp_path: Path) -> None:
    result = _run([str(installed / "bin" / "smartstart"), "--version"], tmp_path)
    assert result.stdout.strip() == f"smartstart {Version(__version__)}"


def test_every_module_of_the_vault_imports(installed: Path, tmp_path: Path) -> None:
    beyond = ("compiled_", "spark", "translating", "vetting")  # these come with the extras `fast` and `spark`
    program = (
        "import importlib, pkgutil, smartstart.vault as vault\n"
        "for module in pkgutil.walk_packages(vault.__path__, 'smartstart.vault.'):\n"
        f"    if not module.name.rpartition('.')[2].startswith({beyond}):\n"
        "        importlib.import_module(module.name)\n"
    )
    _run([str(installed / "bin" / "python"), "-c", program], tmp_path)


def test_the_web_is_not_in_it(bundle: Path) -> None:
    wheels = {path.name.split("-")[0].lower() for path in (bundle / "wheels").iterdir()}
    assert not wheels & {"django", "httpx", "pytest", "playwright", "hatchling"}
    assert {"duckdb", "pyreadstat", "smartstart"} <= wheels


def test_duckdb_fetches_nothing(installed: Path, tmp_path: Path) -> None:
    program = ENGINE + (
        "with DuckEngine(Path('.')) as engine:\n"
        "    for name in ('autoinstall_known_extensions', 'autoload_known_extensions'):\n"
        "        assert engine.value('SELECT current_setting(?)', [name]) is False, name\n"
        "    assert engine.value('SELECT count(*) FROM range(1000)') == 1000\n"
    )
    _run([str(installed / "bin" / "python"), "-c", program], tmp_path)


def test_a_changed_wheel_is_refused(bundle: Path, tmp_path: Path) -> None:
    changed = tmp_path / "bundle"
    (changed / "wheels").mkdir(parents=True)
    for path in bundle.rglob("*"):
        if path.is_file():
            (changed / path.relative_to(bundle)).write_bytes(path.read_bytes())
    wheel = next((changed / "wheels").glob("smartstart-*.whl"))
    wheel.write_bytes(wheel.read_bytes() + b"\0")
    result = _run(["sh", str(changed / "install.sh"), str(tmp_path / "room")], tmp_path, check=False)
    assert result.returncode != 0
    assert "hash" in (result.stdout + result.stderr).lower()


def test_another_platform_gets_what_that_platform_needs() -> None:
    lock = (ROOT / "requirements" / "vault.lock").read_text(encoding="utf-8")
    windows = requirements(lock, environment_of("win_amd64", "3.11"))
    linux = requirements(lock, environment_of("linux_x86_64", "3.11"))
    assert "colorama==" in windows
    assert "colorama==" not in linux
    newer = requirements(lock, environment_of("linux_x86_64", "3.13"))
    assert linux.count("numpy==") == newer.count("numpy==") == 1


def test_the_folder_for_windows_lacks_nothing(tmp_path: Path) -> None:
    """It is not run here; but every entry of its lock has a wheel with the hash that the lock names."""
    folder = tmp_path / "wheelhouse"
    command = [sys.executable, "-m", "tools.bundle", str(folder), "--platform", "win_amd64"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    listed = (folder / "requirements.txt").read_text(encoding="utf-8")
    names = [line.partition("==")[0].replace("-", "_") for line in listed.splitlines() if "==" in line]
    wheels = {path.name.lower().split("-")[0].replace(".", "_"): path for path in (folder / "wheels").iterdir()}
    assert sorted(names) == sorted(wheels)
    for path in wheels.values():
        assert path.name.endswith(("-win_amd64.whl", "-any.whl"))
        assert hashlib.sha256(path.read_bytes()).hexdigest() in listed
