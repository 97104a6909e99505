"""Photos, staleness, links and lists of the directory."""

import datetime as dt
import io

import pytest
from PIL import Image

from smartstart.workspace.directory import rules
from tests.support.photos import good_photo, no_photos


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_made_anew_small_and_square_and_keeps_no_metadata(kind: str) -> None:
    made = rules.photo(good_photo(kind))
    with Image.open(io.BytesIO(made)) as image:
        assert (image.format, image.size) == ("JPEG", (320, 320))
        assert not dict(image.getexif())
    assert b"Camera" not in made
    assert len(made) < 100_000


@pytest.mark.parametrize("name", no_photos())
def test_what_is_no_photo_is_refused_in_words(name: str) -> None:
    with pytest.raises(rules.NotAPhoto, match=r"foto"):
        rules.photo(no_photos()[name])


def test_a_photo_on_its_side_is_put_upright() -> None:
    image = Image.new("RGB", (400, 400), "white")
    image.paste("black", (0, 0, 400, 100))  # a black band on top
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: the top is to the right
    kept = io.BytesIO()
    image.save(kept, "JPEG", exif=exif)
    with Image.open(io.BytesIO(rules.photo(kept.getvalue()))) as upright:
        assert upright.getpixel((310, 160))[0] < 60
        assert upright.getpixel((160, 10))[0] > 200


@pytest.mark.parametrize(("days", "stale"), [(0, False), (183, False), (184, True), (900, True)])
def test_an_entry_is_stale_after_half_a_year(days: int, stale: bool) -> None:
    today = dt.date(2026, 11, 21)
    assert rules.is_stale(today - dt.timedelta(days=days), today) is stale


def test_only_the_hash_of_a_link_is_kept() -> None:
    secret, kept = rules.new_link()
    assert rules.hashed(secret) == kept
    assert secret not in kept
    assert rules.new_link()[0] != secret


def test_a_list_with_commas() -> None:
    assert rules.words_in(" schulden, jonge ouders;wonen,, schulden ") == ["schulden", "jonge ouders", "wonen"]
