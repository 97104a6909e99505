"""Photos for tests: one that is a photo, and many files that are not."""

import io
import random
import struct
import zlib

from PIL import Image


def good_photo(kind: str = "JPEG", size: tuple[int, int] = (640, 480)) -> bytes:
    """Return a small photo with a place and a camera in its metadata."""
    image = Image.effect_noise(size, 40).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "Camera-van-Fenna"
    exif[0x8825] = {1: "N", 2: (51.0, 33.0, 20.0)}
    kept = io.BytesIO()
    image.save(kept, kind, **({"exif": exif} if kind != "PNG" else {}))
    return kept.getvalue()


def _huge_png() -> bytes:
    """Return a PNG that says it is 60,000 by 60,000 pixels."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


def _width_in_letters() -> bytes:
    """Return a photo on its side whose metadata give its width in letters: it can be read, and not written again."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "x" * 8
    kept = io.BytesIO()
    Image.new("RGB", (40, 30)).save(kept, "JPEG", exif=exif)
    return kept.getvalue().replace(b"\x01\x0e\x00\x02", b"\x01\x00\x00\x02")


def no_photos(seed: int = 7) -> dict[str, bytes]:
    """Return files that are no photo, by what they are."""
    rng = random.Random(seed)  # noqa: S311
    good = good_photo()
    found = {
        "empty": b"",
        "text": b"dit is geen foto",
        "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "gif": b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,",
        "pdf": b"%PDF-1.7\n1 0 obj <<>> endobj",
        "page": b"<html><script>alert(1)</script></html>",
        "huge picture": _huge_png(),
        "metadata that do not fit": _width_in_letters(),
        "half a photo": good[: len(good) // 3],
        "too large": b"\xff\xd8\xff\xe0" + bytes(9 * 1024 * 1024),
    }
    for number in range(40):
        found[f"bytes {number}"] = rng.choice(
            (b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF....WEBP")
        ) + rng.randbytes(300)
    return found
