"""Hand hostile files over on the upload page, as a colleague who may; write what happened as JSON.

Usage: python -m benchmarks.workspace.hostile UPLOADS
"""

import json
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django

SEED = 5
_LONG = 255
_BOUNDARY = "een-grens-die-nergens-anders-staat"
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_ACTS = ("os.", "shutil.", "subprocess.", "socket.connect", "tempfile.", "ctypes.dlopen")
_READING = frozenset({"os.listdir", "os.scandir", "os.walk", "os.fwalk"})


def main(uploads: int) -> dict[str, Any]:
    """Return how every upload was answered, and whatever was written outside the database."""
    sys.dont_write_bytecode = True  # what a first import keeps beside itself is no trace of an upload
    django.setup()
    from django.core.management import call_command  # not before the set-up above
    from django.urls import reverse

    from tests.support.hostile import MAY_BE_THE_SAME, hostile_uploads

    call_command("migrate", verbosity=0)
    client, place = _colleague()
    address, answers, wrong = reverse("insight:upload"), Counter[str](), []
    _send(client, address, place, "goed.zip", b"nog geen vrijgave")  # templates are read when first used
    _check_the_watch()
    with _watched() as touched:
        for upload in hostile_uploads(uploads, SEED):
            for name in _names(upload.name):
                status = _send(client, address, place, name, upload.content)
                answers[f"{status}"] += 1
                if status not in ((302, 400) if upload.kind in MAY_BE_THE_SAME else (400,)):
                    wrong.append(f"{upload.kind}: {status}")
    return {
        "uploads": uploads,
        "answers": dict(sorted(answers.items())),
        "answered_otherwise": sorted(set(wrong)),
        "written_outside_the_database": sorted(set(touched)),
        "peak_memory_mb": _peak_memory_mb(),
        **_left(),
    }


def _peak_memory_mb() -> int:
    """Return the most memory of this process; `getrusage` would count what its parent had when it began this one."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return round(int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024)  # type: ignore[index] # Linux always tells


def _colleague() -> tuple[Any, int]:
    """Return a browser of somebody who may import in every town of the good release, and the first of them."""
    from tests.support.asking import client_of
    from tests.support.importing import trusting
    from tests.support.many_releases import adviser_in
    from tests.support.people import town
    from tests.support.release_example import GEMEENTE

    towns = [town(level.label, level.code) for level in GEMEENTE.levels]
    trusting(towns[0])
    client = client_of(adviser_in(towns))
    client.raise_request_exception = False  # a crash is counted, not raised
    return client, towns[0].pk


def _names(name: str) -> tuple[str, ...]:
    """Return the names under which a file is sent: a name that is refused by itself hides what is in the file."""
    arrives = 0 < len(name) < _LONG and "\ud800" not in name
    return (name,) if arrives else (name, "vrijgave.zip")


def _send(client: Any, address: str, place: int, name: str, content: bytes) -> int:
    """Post a file under any name, also one that no browser would send; return the status."""
    called = name.replace("\\", "\\\\").replace('"', '\\"').encode("utf-8", "surrogatepass")
    head = b'Content-Disposition: form-data; name="file"; filename="' + called + b'"\r\nContent-Type: application/zip'
    field = f'Content-Disposition: form-data; name="municipality"\r\n\r\n{place}'.encode()
    edge = f"--{_BOUNDARY}".encode()
    body = b"\r\n".join((edge, head, b"", content, edge, field, edge + b"--", b""))
    kind = f"multipart/form-data; boundary={_BOUNDARY}"
    return int(client.generic("POST", address, body, content_type=kind).status_code)


@contextmanager
def _watched() -> Iterator[list[str]]:
    """Yield a list that fills with every file, folder, process or connection that this process makes."""
    touched: list[str] = []
    watching = True

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if not watching:
            return
        if event == "open" and _writes(*arguments[1:3]):
            touched.append(f"open {arguments[0]!r}")
        elif event.startswith(_ACTS) and event not in _READING:
            touched.append(f"{event} {arguments!r:.80}")

    sys.addaudithook(hear)
    yield touched
    watching = False


def _check_the_watch() -> None:
    """See to it that a file written by this process would be noticed."""
    with _watched() as heard, tempfile.TemporaryFile() as file:
        file.write(b"x")
    if not heard:
        raise RuntimeError("the watch hears nothing")


def _writes(mode: Any, flags: Any) -> bool:
    return bool(set(mode or "") & set("wax+")) or bool(isinstance(flags, int) and flags & _WRITING)


def _left() -> dict[str, int]:
    from smartstart.web.audit.models import AuditLine
    from smartstart.workspace.data.models import Release, ReleaseArchive, StatementRow

    asked = sum(Release.objects.values_list("asked", flat=True))
    return {
        "releases": Release.objects.count(),
        "other_releases_than_the_good_one": Release.objects.exclude(manifest=_good()).count(),
        "archives": ReleaseArchive.objects.count(),
        "rows_too_many_or_too_few": StatementRow.objects.count() - asked,
        "refusals_in_the_log": AuditLine.objects.filter(result="refused").count(),
    }


def _good() -> str:
    from smartstart.release.reader import read_packed
    from tests.support.hostile_material import material

    return read_packed(material().archive, None).digest


if __name__ == "__main__":
    sys.stdout.write(f"\n{json.dumps(main(int(sys.argv[1])))}\n")
