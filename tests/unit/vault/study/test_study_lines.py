"""Lines of fields in TOML, against a text counted by hand."""

from smartstart.vault.study.lines import line_numbers, line_of

TEXT = """\
# a remark
[question]
id = "x"  # another
purpose = '''
id = "not a key"
'''
"quoted key" = 1

[[question.hunches]]
text = "a"
[[question.hunches]]
text = "b"
conditions = { a = ["b"] }
[data.outcome]
a.b = 2
"""


def test_paths_have_their_lines() -> None:
    assert line_numbers(TEXT) == {
        ("question",): 2,
        ("question", "id"): 3,
        ("question", "purpose"): 4,
        ("question", "quoted key"): 7,
        ("question", "hunches", 0): 9,
        ("question", "hunches", 0, "text"): 10,
        ("question", "hunches", 1): 11,
        ("question", "hunches", 1, "text"): 12,
        ("question", "hunches", 1, "conditions"): 13,
        ("data", "outcome"): 14,
        ("data", "outcome", "a", "b"): 15,
    }


def test_a_path_without_a_line_has_that_of_its_parent() -> None:
    found = line_numbers(TEXT)
    assert line_of(found, ("question", "hunches", 1, "conditions", "a", 0)) == 13
    assert line_of(found, ("absent",)) is None
