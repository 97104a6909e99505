"""A file with own figures: what is right is read, what is wrong is said with line, column and kind."""

import re

import pytest

from smartstart.workspace.data.rules import figures_file, limits
from smartstart.workspace.data.rules.door import Figures
from smartstart.workspace.data.rules.refusals import Ground, Mistake, Refusal
from tests.support.doors import VOCABULARY, as_figures

HEADER = "gebied;indicator;jaar;waarde;bron"
GOOD = "WK990101;jeugdhulp;2023;9,5;CBS"


def _file(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *lines]).encode()


def _mistakes(*lines: str, header: str = HEADER) -> tuple[Mistake, ...]:
    outcome = as_figures(_file(*lines, header=header))
    assert isinstance(outcome, Refusal)
    return outcome.mistakes


def _refused(content: bytes) -> Refusal:
    outcome = as_figures(content)
    assert isinstance(outcome, Refusal)
    return outcome


def test_a_row_is_read() -> None:
    outcome = as_figures(_file("wk990101 ;Jeugdhulp; 2023;9,5 ;CBS", GOOD.replace("01;", "02;", 1)))
    assert isinstance(outcome, Figures)
    row = outcome.rows[0]
    assert (row.area, row.indicator, row.year, row.value) == ("WK990101", "jeugdhulp", 2023, 9.5)
    assert (row.unit, row.source, row.lower, row.upper, row.line) == ("%", "CBS", None, None, 2)


@pytest.mark.parametrize(
    ("text", "value"),
    [("9,5", 9.5), ("9.5", 9.5), ("9", 9.0), ("0", 0.0), ("0,125", 0.125), ("0.125", 0.125), ("007,5", 7.5), ("", None),
     (".", None), ("x", None), ("-", None)],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, value: float | None) -> None:
    outcome = as_figures(_file(GOOD, f"WK990102;jeugdhulp;2023;{text};CBS"))
    assert isinstance(outcome, Figures)
    assert outcome.rows[1].value == value


@pytest.mark.parametrize(
    ("text", "kind"),
    [("1.234", "punten"), ("12.345,6", "punten"), ("9,5%", "procentteken"), ("negen", "een tekst"), ("9 5", "cijfers"),
     ("1e3", "cijfers"), ("+9", "cijfers"), ("nan", "een tekst"), ("١٢", "cijfers"), ("101", "past niet"),
     ("-1", "past niet"), ("9,12345", "te veel"), ("1234567890", "lang nummer")],
)  # fmt: skip
def test_a_wrong_number_is_named_by_its_kind(text: str, kind: str) -> None:
    (mistake,) = _mistakes(GOOD, f"WK990102;jeugdhulp;2023;{text};CBS")
    assert (mistake.line, mistake.column) == (3, "waarde")
    assert kind in mistake.what
    assert text not in mistake.what
    assert mistake.expected


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        ("Tilburg;jeugdhulp;2023;9,5;CBS", "gebied", "geen code"),
        ("GM0855;jeugdhulp;2023;9,5;CBS", "gebied", "niet bij uw gemeente"),
        ("NL42;jeugdhulp;2023;9,5;CBS", "gebied", "kennen we niet"),
        ("WK990101;scheefgroei;2023;9,5;CBS", "indicator", "kennen we niet"),
        ("WK990101;jeugdhulp;23;9,5;CBS", "jaar", "vier cijfers"),
        ("WK990101;jeugdhulp;2030;9,5;CBS", "jaar", "kan niet"),
        ("WK990101;jeugdhulp;1987;9,5;CBS", "jaar", "geboortejaar"),
        ("WK990101;jeugdhulp;2023;9,5;", "bron", "geen naam van een bron"),
        ("WK990101;jeugdhulp;2023;9,5;=1+1", "bron", "geen naam van een bron"),
        ("WK990101;jeugdhulp;2023;9,5;" + "C" * 200, "bron", "te lang"),
        ("WK990101;jeugdhulp;2023;9,5;C\u202eBS", "bron", "niet te lezen"),
        ("WK990101;jeugdhulp;2023;9,5", "", "evenveel"),
    ],
)
def test_each_mistake_has_its_place(line: str, column: str, said: str) -> None:
    mistake = _mistakes(GOOD, line)[0]
    assert (mistake.line, mistake.column) == (3, column)
    assert said in mistake.what
    assert mistake.expected


def test_all_mistakes_are_said_at_once_and_the_rest_counted() -> None:
    lines = [f"X;Y;{number};Z;" for number in range(20)]
    outcome = _refused(_file(*lines))
    assert len(outcome.mistakes) == limits.MISTAKES_SHOWN
    assert "nog 80" in outcome.what


@pytest.mark.parametrize("unit", ["%", "procent", "PROCENT"])
def test_a_unit_may_be_named_if_it_is_the_right_one(unit: str) -> None:
    header = HEADER + ";eenheid"
    assert isinstance(as_figures(_file(f"{GOOD};{unit}", header=header)), Figures)
    (mistake,) = _mistakes(f"{GOOD};kilo", header=header)
    assert mistake.column == "eenheid"


def test_limits_are_two_and_hold_the_value() -> None:
    header = HEADER + ";van;tot"
    outcome = as_figures(_file(f"{GOOD};8;11,2", header=header))
    assert isinstance(outcome, Figures)
    assert (outcome.rows[0].lower, outcome.rows[0].upper) == (8.0, 11.2)
    for wrong in (";8;", ";;11", ";10;11", ";8;9"):
        assert _mistakes(GOOD + wrong, header=header)[0].column == "van en tot"


@pytest.mark.parametrize(
    "header",
    ["gebied;indicator;jaar;waarde", HEADER + ";naam", HEADER + ";gebied", HEADER + ";van", HEADER + ";", "a;b;c;d;e"],
)
def test_the_header_is_closed(header: str) -> None:
    outcome = _refused(_file(GOOD + ";x" * (header.count(";") - 4), header=header))
    assert any("kolommen" in mistake.what for mistake in outcome.mistakes)


def test_columns_may_stand_in_any_order_and_case() -> None:
    outcome = as_figures(_file("CBS;9,5;2023;jeugdhulp;WK990101", header="Bron;Waarde;JAAR;indicator;gebied"))
    assert isinstance(outcome, Figures)
    assert outcome.rows[0].area == "WK990101"


def test_the_same_cell_twice_is_said_with_both_lines() -> None:
    mistakes = _mistakes(GOOD, GOOD.replace("9,5", "8,5"))
    assert (mistakes[0].line, "regel 2" in mistakes[0].what, mistakes[0].personal) == (3, True, True)


@pytest.mark.parametrize("count", ["1", "4", "6", "9"])
def test_a_few_people_stay_out(count: str) -> None:
    mistakes = _mistakes(f"WK990101;inwoners;2023;{count};BRP")
    assert mistakes[0].personal
    assert "minder dan 10" in mistakes[0].what


@pytest.mark.parametrize("count", ["0", "5", "10", "12", "1250"])
def test_other_counts_of_people_come_in(count: str) -> None:
    assert isinstance(as_figures(_file(f"WK990101;inwoners;2023;{count};BRP")), Figures)


def test_people_are_whole() -> None:
    assert "heel getal" in _mistakes("WK990101;inwoners;2023;12,5;BRP")[0].what


def test_an_old_coding_is_read_and_said() -> None:
    outcome = as_figures(_file(GOOD.replace("CBS", "Één bron")).decode().encode("cp1252"))
    assert isinstance(outcome, Figures)
    assert outcome.rows[0].source == "Één bron"
    assert "oude tekenset" in outcome.notes[0]
    assert as_figures(b"\xef\xbb\xbf" + _file(GOOD)) == as_figures(_file(GOOD))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04\x14\x00", "rekenblad"),
        (b"%PDF-1.7", "PDF"),
        ("gebied".encode("utf-16"), "tekenset"),
        (b"<!doctype html>", "webpagina"),
        (b'[{"gebied":1}]', "JSON"),
        (b"gebied;\x00", "geen tekst"),
        (b"gebied\nGM9901", "geen kolommen"),
        (HEADER.encode() + b'\nGM9901;"x', "aanhalingsteken"),
        (HEADER.encode() + b"\n\x81\x8d", "geen gewone tekst"),
    ],
)
def test_what_is_no_table_is_said_by_its_form(content: bytes, said: str) -> None:
    outcome = _refused(content)
    assert outcome.ground is Ground.NOT_FIGURES
    assert said in outcome.what
    assert outcome.mend


def test_size_and_rows_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures_file, "FIGURES_ROWS", 2)
    assert _refused(_file(GOOD, GOOD, GOOD)).ground is Ground.TOO_LARGE
    monkeypatch.setattr(figures_file, "FIGURES_LIMIT", 10)
    assert _refused(_file(GOOD)).ground is Ground.TOO_LARGE
    assert _refused(b" \n").ground is Ground.EMPTY


def test_a_file_of_mistakes_is_not_read_to_its_end() -> None:
    lines = [f"X;Y;{number};Z;" for number in range(20_000)]
    outcome = _refused(_file(*lines))
    counted = re.search(r"er zijn er nog ([0-9]+)", outcome.what)
    assert counted is not None
    assert int(counted[1]) < 2 * limits.MISTAKES_READ  # of a hundred thousand
    other = [f"GM9901;jeugdhulp;{1995 + number % 30};5;Bron {number}x" for number in range(20_000)]
    assert len(_refused(_file(*other)).mistakes) < limits.MISTAKES_SHOWN


def test_many_sources_are_a_list_of_something_else() -> None:
    names = sorted(VOCABULARY.indicators)
    lines = [f"GM9901;{name};2023;5;Bron {chr(65 + place)}x" for place, name in enumerate(names)]
    assert isinstance(as_figures(_file(*lines[: limits.SOURCES])), Figures)
    assert any(mistake.column == "bron" for mistake in _mistakes(*lines[: limits.SOURCES + 1]))


def test_an_empty_table_is_no_table_of_figures() -> None:
    assert "geen regels" in _mistakes()[0].what
    assert "geen enkel cijfer" in _mistakes("WK990101;jeugdhulp;2023;;CBS")[0].what


def test_lines_are_those_of_an_editor() -> None:
    content = b"sep=;\r\n" + HEADER.encode() + b"\r\n\r\n" + GOOD.encode() + b"\r\nX;jeugdhulp;2023;1;CBS\r\n"
    assert _refused(content).mistakes[0].line == 5
