"""An index to leaf through pictures: one page after the other, its three forms side by side."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from tools.pictures.camera import files

_HEAD = """<!doctype html>
<html lang="nl">
<meta charset="utf-8">
<title>Alle bladzijden</title>
<style>
body { font: 16px/1.4 system-ui, sans-serif; margin: 24px; }
.three { display: flex; gap: 24px; align-items: flex-start; }
img { border: 1px solid #bbbbbb; max-height: 90vh; object-fit: cover; object-position: top; }
</style>
"""


def write(out: Path, pages: Iterable[tuple[str, str]]) -> None:
    """Write the index of pages, each with its name and what to say above it."""
    parts = [_part(name, heading) for name, heading in pages]
    (out / "index.html").write_text(_HEAD + "\n".join(parts) + "\n", encoding="utf-8")


def _part(name: str, heading: str) -> str:
    *pictures, sheets = files(name)
    shown = "".join(f'<a href="{file}"><img src="{file}" alt="{file}" loading="lazy"></a>' for file in pictures)
    return f'<h2>{escape(heading)}</h2>\n<p><a href="{sheets}">{sheets}</a></p>\n<div class="three">{shown}</div>'
