"""Every page of the workplace: the very pages the tests look at, so that a new page cannot be forgotten."""

import itertools
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import django

from benchmarks.workspace.places import ROOT, environment
from smartstart.vault.twin import write_twin
from tests.support.every_page import Shown, read_index, whole
from tools.pictures import camera, leaf

_MOST = 2  # addresses of one name; more of them are built the same
_SEED = 1
_FINE = 200


@dataclass(frozen=True)
class Named:
    """A page with the name of its files."""

    name: str
    shown: Shown


def picture(out: Path, *, figures: Path | None = None) -> list[str]:
    """Fill a workplace with what is invented, and take the pictures of its pages; return the names.

    Args:
        out: the folder for the pictures, and for an index to leaf through them.
        figures: folder with invented open figures; a small twin is made when there is none.
    """
    with tempfile.TemporaryDirectory() as scratch:
        room = Path(scratch)
        os.environ.update(environment(room / "werkplek"), SMARTSTART_INVENTED="1")
        pages = _walk(room, figures or _small(room))
        django.setup()
        from tests.support.judged import of_every_build, serving

        found = named(of_every_build(whole(read_index(pages)), pages))
        with camera.opened() as browser, serving(pages) as (home, policies):
            page = browser.new_page(locale="nl-NL")
            for one in found:
                policies[one.shown.file] = one.shown.policy
                camera.take(page, f"{home}/{one.shown.file}", out, one.name)
    leaf.write(out, [(one.name, _heading(one.shown)) for one in found])
    return [one.name for one in found]


def named(shown: Iterable[Shown]) -> list[Named]:
    """Return the pages in the order of their names; a second one of the same name and status gets a number."""
    found: dict[str, Shown] = {}
    for one in sorted(shown, key=lambda each: (each.name, each.status)):
        status = "" if one.status == _FINE else one.status
        plain = re.sub(r"[^a-z0-9]+", "-", f"{one.name} {status}".lower()).strip("-")
        numbers = (plain if number == 1 else f"{plain}-{number}" for number in itertools.count(1))
        found[next(name for name in numbers if name not in found)] = one
    return [Named(name, one) for name, one in found.items()]


def _small(room: Path) -> Path:
    write_twin(room / "tweeling", size="small", seed=_SEED, threads=2)
    return room / "tweeling" / "open"


def _walk(room: Path, figures: Path) -> Path:
    """Return the folder with the pages, written by another process: only that one opens a database."""
    home, pages = room / "werkplek", room / "bladzijden"
    home.mkdir()
    asked = [sys.executable, "-m", "tools.pictures.walk", str(home), str(figures.absolute()), str(pages), str(_MOST)]
    subprocess.run(asked, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return pages


def _heading(shown: Shown) -> str:
    return f"{shown.name} · {shown.status} · {', '.join(shown.readers)}"
