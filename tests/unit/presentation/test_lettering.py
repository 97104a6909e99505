"""Lines of text in a drawing: nothing is lost, nothing is wider than its room."""

from hypothesis import given
from hypothesis import strategies as st

from smartstart.presentation.lettering import LEADING, block, lines_of, width_of

_ROOM = 200.0


@given(st.text(max_size=300))
def test_every_letter_comes_back_in_order(text: str) -> None:
    lines = lines_of(text, _ROOM, 15)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(max_size=300))
def test_no_line_is_wider_than_its_room(text: str) -> None:
    assert all(width_of(line, 15) <= _ROOM for line in lines_of(text, _ROOM, 15))


def test_words_stay_whole_where_they_fit() -> None:
    assert lines_of("van wie de moeder geen werk heeft", 110, 15) == ["van wie de", "moeder geen", "werk heeft"]


def test_a_word_too_long_is_cut() -> None:
    assert len(lines_of("x" * 100, _ROOM, 15)) > 1


def test_height_follows_from_the_lines() -> None:
    drawn, high = block("een twee drie vier vijf zes zeven acht", 0, 0, 100, 10)
    assert high == LEADING * 10 * drawn.count("<text")
    assert block("", 0, 0, 100, 10) == ("", 0)


def test_text_is_escaped() -> None:
    assert "<b>" not in block("<b>", 0, 0, 100, 10)[0]
