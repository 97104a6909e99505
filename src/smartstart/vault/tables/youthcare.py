"""What the files on youth care have in common: the same columns with another letter, one file per report year."""

from smartstart.vault.tables.declaration import Column, Pitfall
from smartstart.vault.tables.shared import FILE_YEAR, LINKING, begin, end, person, pitfall, text, whole

YOUTH_CARE_PITFALLS: tuple[Pitfall, ...] = (
    *LINKING,
    FILE_YEAR,
    pitfall(
        "A trajectory has a row in each report year, with its validity cut to that year: the real begin stays.",
        "test_report_years_keep_the_real_begin",
    ),
    pitfall("A person can have several forms of help at once.", "test_youth_care_may_overlap"),
    pitfall("A running trajectory has no end date.", "test_open_ends_become_the_far_future"),
)


def youth_care_spell(letter: str) -> tuple[str, str]:
    """Return the names of the validity columns: cut to the report year."""
    return f"JGD{letter}GELDIGHEIDBEGINDATUM", f"JGD{letter}GELDIGHEIDEINDDATUM"


def youth_care_period(letter: str) -> tuple[str, str]:
    """Return the names of the real begin and end of the trajectory."""
    return f"JGD{letter}BEGINDATUM", f"JGD{letter}EINDDATUM"


def youth_care_columns(letter: str, form: Column) -> tuple[Column, ...]:
    """Return the columns of a file on youth care; `letter` is H for help, B for protection."""
    valid_from, valid_to = youth_care_spell(letter)
    first, last = youth_care_period(letter)
    return (
        *person(),
        whole(f"JGD{letter}VOLGNR", 3, "volgnummer bij verder gelijke trajecten", required=False, verified=False),
        form,
        begin(valid_from, "eerste dag van geldigheid in het verslagjaar"),
        end(valid_to, "laatste dag van geldigheid in het verslagjaar"),
        begin(first, "echte eerste dag van het traject"),
        end(last, "echte laatste dag van het traject; leeg als het loopt", empty_is_open=True),
        text(f"JGD{letter}REDENEINDE", 2, "reden van het einde", missing=("--",), required=False, verified=False),
        text(
            f"JGD{letter}GEMEENTEWIJK",
            6,
            "verantwoordelijke gemeente en wijk; niet het woonadres",
            missing=("------",),
            required=False,
            verified=False,
        ),
    )
