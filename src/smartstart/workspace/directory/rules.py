"""The directory's decisions: when an entry is stale, what is a photo, how a link for self-editing is kept."""

import datetime as dt
import hashlib
import io
import secrets
import struct
from collections.abc import Mapping

from PIL import Image, ImageOps, UnidentifiedImageError

from smartstart.web.accounts.rules.viewer import Visibility

STALE_AFTER = dt.timedelta(days=183)
"""After half a year without a look an entry is greyed: people change jobs."""
LINK_DAYS = 30
"""How long a link to edit one's own entry works."""
MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
SIDE = 320
_FORMATS = ("JPEG", "PNG", "WEBP")
# What reading a file that somebody altered can end in; also its metadata, when the photo is turned upright.
_UNREADABLE = (
    *(UnidentifiedImageError, Image.DecompressionBombError, OSError, EOFError, ValueError, SyntaxError, MemoryError),
    *(struct.error, TypeError, LookupError, ArithmeticError, AttributeError),
)


class NotAPhoto(ValueError):  # noqa: N818 - what it is, in plain words
    """The file is no photo that can be shown; the text says what to do."""


def is_stale(looked_at: dt.date, today: dt.date) -> bool:
    """Tell whether nobody looked at an entry for half a year."""
    return today - looked_at > STALE_AFTER


def photo(content: bytes) -> bytes:
    """Return a square JPEG of 320 pixels made anew: nothing of the file stays, neither place nor camera nor thumbnail.

    Raises:
        NotAPhoto: too large, no photo, or a kind that is not taken.
    """
    if len(content) > MOST_BYTES:
        raise NotAPhoto("Deze foto is te groot. Kies een foto van hoogstens 8 MB, of maak hem kleiner.")
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NotAPhoto("Deze foto heeft te veel beeldpunten. Maak hem kleiner en probeer het opnieuw.")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except NotAPhoto:
        raise
    except _UNREADABLE as why:
        raise NotAPhoto(
            "Dit is geen foto die we kunnen lezen. Kies een bestand van het soort JPEG, PNG of WebP."
        ) from why
    kept = io.BytesIO()
    ImageOps.fit(upright, (SIDE, SIDE)).save(kept, "JPEG", quality=82)
    return kept.getvalue()


def new_link() -> tuple[str, str]:
    """Return a secret for a link, and the hash of it that is kept."""
    secret = secrets.token_urlsafe(24)
    return secret, hashed(secret)


def hashed(secret: str) -> str:
    """Return what is kept of a link's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def words_in(text: str) -> list[str]:
    """Return the entries of a list that people type with commas, each once, in the order given."""
    return list(dict.fromkeys(word for part in text.replace(";", ",").split(",") if (word := part.strip())))


CONSENTS: Mapping[Visibility, str] = {
    Visibility.OWN: "Mijn naam en mijn gegevens staan in het smoelenboek. Alleen wie met een account voor mijn "
    "gemeente werkt, kan ze zien.",
    Visibility.REGION: "Mijn naam en mijn gegevens staan in het smoelenboek. Wie met een account voor een gemeente in "
    "de regio werkt, kan ze zien.",
    Visibility.PUBLIC: "Mijn naam en mijn gegevens staan in het smoelenboek, en dat is openbaar. Iedereen op internet "
    "kan ze zien, ook zonder account. Wie ze ziet, kan ze bewaren.",
}
"""To what somebody agrees, for each reach. The text is kept with the consent: who agreed, agreed to these words."""

PHOTO_CONSENTS: Mapping[Visibility, str] = {
    Visibility.OWN: "Mijn foto staat erbij. Alleen wie met een account voor mijn gemeente werkt, kan hem zien.",
    Visibility.REGION: "Mijn foto staat erbij. Wie met een account voor een gemeente in de regio werkt, kan hem zien.",
    Visibility.PUBLIC: "Mijn foto staat erbij, en ook die is openbaar. Iedereen op internet kan hem zien en bewaren.",
}
"""The same for a photo, which has a consent of its own."""

_ORDER = tuple(Visibility)


def is_wider(reach: str, than: str) -> bool:
    """Tell whether something would show to more people than it does."""
    return _ORDER.index(Visibility(reach)) > _ORDER.index(Visibility(than))


def narrower_than(reach: str) -> tuple[Visibility, ...]:
    """Return how far it may show instead, the narrowest first."""
    return _ORDER[: _ORDER.index(Visibility(reach))]
